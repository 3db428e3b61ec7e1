import type { DatabaseSync, StatementSync } from "node:sqlite"
import { beginning, valueKinds } from "../recorded.ts"
import type { Place, Recorded, RecordedExecution, RecordedRequest } from "../recorded.ts"
import { entryOf, executionOf } from "./rows.ts"
import type { Row } from "./rows.ts"

/** What a store has recorded of all executions, in the order in which it was written. */
export class RecordReads {
  readonly #started: StatementSync
  readonly #entries: StatementSync
  readonly #settled: StatementSync
  readonly #place: StatementSync

  constructor(database: DatabaseSync) {
    this.#started = database.prepare(`SELECT number, ${facts} FROM executions WHERE number > ? ORDER BY number LIMIT ?`)
    this.#entries = database.prepare(
      `SELECT entries.number AS place, sequence, path, kind, fingerprint, entries.plan_digest AS entry_digest, recorded_at,
        CASE WHEN kind IN (${valueKinds.map((kind) => `'${kind}'`).join(", ")}) THEN NULL ELSE payload END AS payload,
        ${facts} FROM entries JOIN executions ON executions.number = entries.execution
        WHERE entries.number > ? ORDER BY entries.number LIMIT ?`,
    )
    this.#settled = database.prepare("SELECT * FROM executions WHERE settled > ? ORDER BY settled LIMIT ?")
    this.#place = database.prepare(
      `SELECT coalesce((SELECT max(number) FROM executions), 0) AS started,
        max(coalesce((SELECT max(number) FROM entries), 0),
          coalesce((SELECT max(settled) FROM executions WHERE settled IS NOT NULL), 0)) AS written`,
    )
  }

  place(): Place {
    const row = this.#place.get() as Row
    return { started: Number(row["started"]), written: Number(row["written"]) }
  }

  /** No execution that has been started comes after its entries: while there are more of those than asked for, they come alone. */
  after({ after = beginning, limit = 500 }: RecordedRequest): ReadonlyArray<Recorded> {
    const starts = (this.#started.all(after.started, limit) as ReadonlyArray<Row>).map((row): Recorded => {
      const at = { started: Number(row["number"]), written: after.written }
      return { kind: "started", at, execution: executionFacts(row) }
    })
    if (starts.length === limit) return starts
    const started = starts.at(-1)?.at.started ?? after.started
    return [...starts, ...this.#writtenAfter(after.written, { started, limit: limit - starts.length })]
  }

  #writtenAfter(
    after: number,
    { started, limit }: { readonly started: number; readonly limit: number },
  ): ReadonlyArray<Recorded> {
    const entries = (this.#entries.all(after, limit) as ReadonlyArray<Row>).map((row): Recorded => {
      const entry = entryOf({ ...row, plan_digest: row["entry_digest"] })
      return { kind: "entry", at: { started, written: Number(row["place"]) }, execution: executionFacts(row), entry }
    })
    const settled = (this.#settled.all(after, limit) as ReadonlyArray<Row>).map((row): Recorded => {
      return { kind: "settled", at: { started, written: Number(row["settled"]) }, execution: executionOf(row) }
    })
    const both = [...entries, ...settled].toSorted((one, other) => one.at.written - other.at.written)
    return both.slice(0, limit)
  }
}

const facts = "id, workflow, executions.version, executions.plan_digest, parent, started_at"

function executionFacts(row: Row): RecordedExecution {
  const { id, workflow, version, digest, parent, startedMs } = executionOf(row)
  return { id, workflow, version, digest, parent, startedMs }
}
