import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { Entry } from "../entry.ts"
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
      `SELECT entries.number AS place, sequence, path, kind, fingerprint, entries.plan_digest AS entry_digest, recorded_at, began_at,
        CASE WHEN kind IN (${valueKinds.map((kind) => `'${kind}'`).join(", ")}) THEN NULL ELSE payload END AS payload,
        ${facts} FROM entries JOIN executions ON executions.number = entries.execution
        WHERE entries.number > ? ORDER BY entries.number LIMIT ?`,
    )
    this.#settled = database.prepare("SELECT * FROM executions WHERE settled > ? ORDER BY settled LIMIT ?")
    // What had the last numbers may have been removed.
    this.#place = database.prepare(
      `SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'executions'), 0) AS started,
        coalesce((SELECT max(number) FROM entries), 0) AS written,
        max(coalesce((SELECT max(settled) FROM executions WHERE settled IS NOT NULL), 0),
          coalesce((SELECT CAST(value AS INTEGER) FROM store WHERE name = 'settled'), 0)) AS settled`,
    )
  }

  place(): Place {
    const row = this.#place.get() as Row
    return { started: Number(row["started"]), written: Number(row["written"]), settled: Number(row["settled"]) }
  }

  /** No execution that has been started comes after its entries: while there are more of those than asked for, they come alone. */
  after({ after = beginning, limit = 500 }: RecordedRequest): ReadonlyArray<Recorded> {
    const starts = (this.#started.all(after.started, limit) as ReadonlyArray<Row>).map((row): Recorded => {
      return { kind: "started", at: { ...after, started: Number(row["number"]) }, execution: executionFacts(row) }
    })
    if (starts.length === limit) return starts
    return [...starts, ...this.#writtenAfter(starts.at(-1)?.at ?? after, limit - starts.length)]
  }

  /** Entries, and ends behind the last entry that was written before them. Each of both has a count of its own. */
  #writtenAfter(after: Place, limit: number): ReadonlyArray<Recorded> {
    const entries = this.#entries.all(after.written, limit) as Array<Row>
    const settled = this.#settled.all(after.settled, limit) as Array<Row>
    const recorded: Array<Recorded> = []
    let at = after
    while (recorded.length < limit) {
      const [entry] = entries
      const [end] = settled
      if (entry !== undefined && (end === undefined || Number(entry["place"]) <= Number(end["settled_after"]))) {
        at = { ...at, written: Number(entry["place"]) }
        recorded.push({ kind: "entry", at, execution: executionFacts(entry), entry: recordedEntry(entry) })
        entries.shift()
      } else if (end !== undefined) {
        at = { ...at, settled: Number(end["settled"]) }
        recorded.push({ kind: "settled", at, execution: executionOf(end) })
        settled.shift()
      } else break
    }
    return recorded
  }
}

const facts = "id, workflow, executions.version, executions.plan_digest, parent, started_at"

function recordedEntry(row: Row): Entry {
  return entryOf({ ...row, plan_digest: row["entry_digest"] })
}

function executionFacts(row: Row): RecordedExecution {
  const { id, workflow, version, digest, parent, startedMs } = executionOf(row)
  return { id, workflow, version, digest, parent, startedMs }
}
