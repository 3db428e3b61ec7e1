import { DatabaseSync } from "node:sqlite"
import { atFirst, orderOf } from "./sample-orders.ts"

/** What the books say, and what in them does not add up. */
export interface Audit {
  /** How many orders ended in which way: shipped, or the failure. */
  readonly endings: ReadonlyMap<string, number>
  /** Calls that a partner had answered before: what was in flight when the shop died, or had no answer. */
  readonly repeatedCalls: number
  readonly mistakes: ReadonlyArray<string>
}

type Row = Readonly<Record<string, unknown>>

/** Looks at the shop's journal and the partners' own books, and compares them. */
export function audit(folder: string, orders: number): Audit {
  const executions = query(`${folder}/shop.db`, "SELECT id, status, result FROM executions")
  const parcels = query(`${folder}/carrier.db`, "SELECT execution FROM parcels").map((row) => String(row["execution"]))
  const ended = new Map(executions.map((row) => [String(row["id"]), row]))
  const mistakes: Array<string> = []
  const expect = (what: string, found: unknown, expected: unknown): void => {
    if (found !== expected) mistakes.push(`${what}: found ${String(found)}, expected ${String(expected)}`)
  }
  const endings = new Map<string, number>()
  let cents = 0
  const sold = new Map<string, number>()
  for (let number = 0; number < orders; number++) {
    const id = `order-${number}`
    const ending = endingOf(ended.get(id))
    endings.set(ending, (endings.get(ending) ?? 0) + 1)
    const isShipped = ending === "shipped"
    expect(`parcels of ${id}, which is ${ending}`, parcels.filter((each) => each === id).length, isShipped ? 1 : 0)
    if (!isShipped) continue
    for (const line of orderOf(number).lines) {
      cents += line.quantity * line.cents
      sold.set(line.sku, (sold.get(line.sku) ?? 0) + line.quantity)
    }
  }
  expect("executions", executions.length, orders)
  const accounts = new Map(
    query(`${folder}/bank.db`, "SELECT name, cents FROM accounts").map((row) => [row["name"], Number(row["cents"])]),
  )
  const everybodys = atFirst.accounts.reduce((sum, each) => sum + each.cents, 0)
  expect("cents of the shop", accounts.get("the shop"), cents)
  expect(
    "cents of everybody",
    [...accounts.values()].reduce((sum, each) => sum + each, 0),
    everybodys,
  )
  for (const { sku, quantity } of atFirst.stock) {
    const [row] = query(`${folder}/warehouse.db`, `SELECT quantity FROM stock WHERE sku = '${sku}'`)
    expect(`${sku} in the warehouse`, Number(row?.["quantity"]), quantity - (sold.get(sku) ?? 0))
  }
  const [open] = query(`${folder}/warehouse.db`, "SELECT count(*) AS count FROM reservations WHERE state = 'open'")
  expect("reservations left behind", Number(open?.["count"]), 0)
  return { endings, repeatedCalls: repeatedCallsIn(folder), mistakes }
}

function repeatedCallsIn(folder: string): number {
  return ["bank", "warehouse", "carrier"].reduce((sum, partner) => {
    const [row] = query(`${folder}/${partner}.db`, "SELECT coalesce(sum(asked - 1), 0) AS count FROM answers")
    return sum + Number(row?.["count"])
  }, 0)
}

function endingOf(execution: Row | undefined): string {
  if (execution === undefined) return "lost"
  const status = String(execution["status"])
  if (status === "completed") return "shipped"
  if (status !== "failed") return status
  // A failure is kept as JSON, with the name of its class.
  const { error } = JSON.parse(String(execution["result"])) as { readonly error: string }
  return error
}

function query(file: string, sql: string): ReadonlyArray<Row> {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database.prepare(sql).all()
  } finally {
    database.close()
  }
}
