import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { ExecutionHistory, ExecutionRow } from "../execution-row.ts"
import type { JournalCounts, ListRequest, Page, WaitRequest } from "../journal.ts"
import type { Message } from "../message.ts"
import type { OpenWait } from "../wait.ts"
import type { Payload } from "../entry.ts"
import { entryOf, executionOf, messageOf, noteName, payloadOf, waitOf } from "./rows.ts"
import type { Row } from "./rows.ts"

/** What is read from a store. */
export class Reads {
  readonly #execution: StatementSync
  readonly #entries: StatementSync
  readonly #waits: StatementSync
  readonly #messages: StatementSync
  readonly #nextDue: StatementSync
  readonly #ready: StatementSync
  readonly #waitKinds: StatementSync
  readonly #list: StatementSync
  readonly #openWaits: StatementSync
  readonly #note: StatementSync

  constructor(database: DatabaseSync) {
    this.#execution = database.prepare("SELECT * FROM executions WHERE id = ?")
    this.#entries = database.prepare("SELECT * FROM entries WHERE execution = ? ORDER BY rowid")
    this.#waits = database.prepare("SELECT *, ? AS id FROM waits WHERE execution = ? ORDER BY opened_at, rowid")
    this.#messages = database.prepare("SELECT * FROM messages WHERE execution = ? AND taken = 0 ORDER BY rowid")
    this.#nextDue = database.prepare(
      `SELECT waits.due_at AS due FROM waits JOIN executions ON executions.number = waits.execution
        WHERE waits.due_at IS NOT NULL AND executions.status = 'waiting' ORDER BY waits.due_at LIMIT 1`,
    )
    this.#ready = database.prepare("SELECT count(*) AS count FROM executions WHERE status = 'ready' AND parent IS NULL")
    this.#waitKinds = database.prepare("SELECT kind, count(*) AS count FROM waits GROUP BY kind")
    this.#list = database.prepare(
      `SELECT * FROM executions
        WHERE number < coalesce((SELECT number FROM executions WHERE id = :before), 9223372036854775807)
        AND (:workflow IS NULL OR workflow = :workflow) AND (:status IS NULL OR status = :status)
        ORDER BY number DESC LIMIT :limit`,
    )
    this.#note = database.prepare("SELECT value FROM store WHERE name = ?")
    this.#openWaits = database.prepare(
      `SELECT waits.*, executions.id FROM waits JOIN executions ON executions.number = waits.execution
        WHERE (:kind IS NULL OR waits.kind = :kind) AND (:execution IS NULL OR executions.id = :execution)
        ORDER BY waits.opened_at, waits.rowid LIMIT :limit`,
    )
  }

  execution(id: string): ExecutionRow | undefined {
    const row = this.#execution.get(id) as Row | undefined
    return row && executionOf(row)
  }

  history(id: string): ExecutionHistory | undefined {
    const row = this.#execution.get(id) as Row | undefined
    return row && this.rest(row, executionOf(row))
  }

  /** Gives what can be there of an execution that nobody has claimed before. */
  beginning(row: Row, execution: ExecutionRow): ExecutionHistory {
    return { execution, entries: [], waits: [], messages: this.#messagesOf(Number(row["number"])) }
  }

  /** Gives all there is of an execution whose row has been read. */
  rest(row: Row, execution: ExecutionRow): ExecutionHistory {
    const number = Number(row["number"])
    return {
      execution,
      entries: (this.#entries.all(number) as ReadonlyArray<Row>).map(entryOf),
      waits: (this.#waits.all(execution.id, number) as ReadonlyArray<Row>).map((wait) => {
        const { execution: _, ...rest } = waitOf(wait)
        return rest
      }),
      messages: this.#messagesOf(number),
    }
  }

  #messagesOf(execution: number): ReadonlyArray<Message> {
    return (this.#messages.all(execution) as ReadonlyArray<Row>).map(messageOf)
  }

  nextDueMs(): number | undefined {
    const row = this.#nextDue.get() as Row | undefined
    return row === undefined ? undefined : Number(row["due"])
  }

  counts(): JournalCounts {
    const waits = (this.#waitKinds.all() as ReadonlyArray<Row>).map((row) => [
      String(row["kind"]),
      Number(row["count"]),
    ])
    return {
      ready: Number((this.#ready.get() as Row)["count"]),
      waits: Object.fromEntries(waits) as JournalCounts["waits"],
    }
  }

  list({ workflow, status, limit = 100, before }: ListRequest): Page<ExecutionRow> {
    const filter = { before: before ?? null, workflow: workflow ?? null, status: status ?? null }
    const rows = (this.#list.all({ ...filter, limit: limit + 1 }) as ReadonlyArray<Row>).map(executionOf)
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return rows.length > limit && last !== undefined ? { items, next: last.id } : { items }
  }

  noted(name: string): Payload {
    return payloadOf((this.#note.get(noteName(name)) as Row | undefined)?.["value"])
  }

  waits({ kind, execution, limit = 100 }: WaitRequest): ReadonlyArray<OpenWait> {
    const rows = this.#openWaits.all({ kind: kind ?? null, execution: execution ?? null, limit })
    return (rows as ReadonlyArray<Row>).map(waitOf)
  }
}
