import { OutOfStock } from "../failures.ts"
import { openAnswers } from "./answers.ts"
import type { Answers, Call } from "./answers.ts"

/** So much of one thing. */
export interface Goods {
  readonly sku: string
  readonly quantity: number
}

/** Keeps goods, puts them aside for orders, and hands over what was put aside. */
export class Warehouse {
  readonly #answers: Answers

  constructor(folder: string) {
    this.#answers = openAnswers(
      `${folder}/warehouse.db`,
      `CREATE TABLE IF NOT EXISTS stock (sku TEXT PRIMARY KEY, quantity INTEGER NOT NULL CHECK (quantity >= 0));
       CREATE TABLE IF NOT EXISTS reservations (reference TEXT PRIMARY KEY, sku TEXT, quantity INTEGER, state TEXT);`,
    )
  }

  /** Takes goods in, unless it has some. */
  stock({ sku, quantity }: Goods): void {
    this.#answers.database.prepare("INSERT OR IGNORE INTO stock VALUES (?, ?)").run(sku, quantity)
  }

  /** Puts goods aside, under a name that the shop has chosen. */
  async reserve(call: Call, { reference, sku, quantity }: Goods & { readonly reference: string }): Promise<string> {
    const { database } = this.#answers
    const missing = await this.#answers.once(call, () => {
      // What was given up is not put aside any more, even when its call was on its way for long.
      if (database.prepare("SELECT 1 FROM reservations WHERE reference = ?").get(reference) !== undefined) return 0
      const take = database.prepare("UPDATE stock SET quantity = quantity - ?1 WHERE sku = ?2 AND quantity >= ?1")
      if (take.run(quantity, sku).changes === 0) {
        const row = database.prepare("SELECT quantity FROM stock WHERE sku = ?").get(sku)
        return quantity - Number(row?.["quantity"] ?? 0)
      }
      database.prepare("INSERT INTO reservations VALUES (?, ?, ?, 'open')").run(reference, sku, quantity)
      return 0
    })
    if (missing > 0) throw new OutOfStock({ sku, missing })
    return reference
  }

  /** Gives up a reservation: puts the goods back, or sees to it that they are never put aside. */
  async giveUp(call: Call, reference: string): Promise<void> {
    const { database } = this.#answers
    await this.#answers.once(call, () => {
      const ended = database
        .prepare("UPDATE reservations SET state = 'given up' WHERE reference = ? AND state = 'open' RETURNING *")
        .get(reference)
      if (ended === undefined) {
        database.prepare("INSERT OR IGNORE INTO reservations VALUES (?, NULL, 0, 'given up')").run(reference)
        return null
      }
      const put = database.prepare("UPDATE stock SET quantity = quantity + ? WHERE sku = ?")
      put.run(Number(ended["quantity"]), String(ended["sku"]))
      return null
    })
  }

  /** Hands over what was put aside. */
  async handOver(call: Call, references: ReadonlyArray<string>): Promise<void> {
    const end = this.#answers.database.prepare(
      "UPDATE reservations SET state = 'handed over' WHERE reference = ? AND state = 'open'",
    )
    await this.#answers.once(call, () => {
      for (const reference of references) end.run(reference)
      return null
    })
  }
}
