import { InternalError } from "@millrace/plan"
import type { DatabaseSync } from "node:sqlite"
import type { Change } from "../change.ts"
import type { Payload } from "../entry.ts"
import { ends, startedRow } from "../execution-row.ts"
import type { ExecutionHistory, ExecutionRow, NewExecution } from "../execution-row.ts"
import type { ClaimRequest, Claimed, Started } from "../journal.ts"
import type { Acceptance, Message } from "../message.ts"
import type { Reads } from "./reads.ts"
import { executionOf, messageOf, noteName } from "./rows.ts"
import type { Row } from "./rows.ts"
import { makeStatements } from "./statements.ts"
import type { Statements } from "./statements.ts"

/** What is written to a store, one method a write; each of them is called inside of a transaction. */
export class Writes {
  readonly #sql: Statements
  readonly #reads: Reads
  /** The numbers of executions whose changes were written last; entries refer to them. */
  readonly #numbers = new Map<string, number>()
  readonly #mostNumbers = 20_000
  /** Counts when executions ended or were suspended. */
  #settled: number

  constructor(database: DatabaseSync, reads: Reads) {
    this.#sql = makeStatements(database)
    this.#reads = reads
    this.#settled = Number((this.#sql.settled.get() as Row)["settled"])
  }

  /** Makes ready what a dead owner was running, and what waits although a message has come. */
  recover(): void {
    this.#sql.recover.run()
  }

  start(execution: NewExecution, owner?: string): Started {
    const { id, workflow, version, digest, parent, priority, input, vars, inputDigest, startedMs } = execution
    const row = startedRow(execution, owner)
    const { changes, lastInsertRowid } = this.#sql.start.run(
      id,
      workflow,
      nullable(version),
      digest,
      nullable(parent),
      priority,
      nullable(input),
      nullable(vars),
      inputDigest,
      startedMs,
      startedMs,
      row.status,
      nullable(owner),
    )
    if (changes === 0) return { execution: executionOf(this.#row(id)), isNew: false }
    this.#remember(id, Number(lastInsertRowid))
    return { execution: row, isNew: true }
  }

  append(changes: ReadonlyArray<Change>): void {
    for (const change of changes) this.#apply(this.#numberOf(change.execution), change)
  }

  accept(id: string, message: Message, owner?: string): Acceptance {
    const execution = this.#sql.execution.get(id) as Row | undefined
    if (execution === undefined) return { kind: "unknown" }
    const number = Number(execution["number"])
    const known = this.#sql.message.get(number, message.id) as Row | undefined
    if (known !== undefined) return { kind: "known", message: messageOf(known), isTaken: known["taken"] === 1 }
    if (ends.has(executionOf(execution).status)) return { kind: "ended" }
    const { kind, address, payload, digest, source, receivedMs } = message
    if (kind !== "signal" && this.#sql.isOpen.get(number, kind, address) === undefined) return { kind: "closed" }
    this.#sql.accept.run(number, message.id, kind, address, nullable(payload), digest, source, receivedMs)
    const root = this.#rootOf(execution)
    const accepted = { kind: "accepted", root: String(root["id"]) } as const
    if (root["status"] !== "waiting") return accepted
    if (owner !== undefined) return { ...accepted, claimed: this.#claimed(root, owner, receivedMs) }
    this.#sql.wake.run(receivedMs, Number(root["number"]))
    return accepted
  }

  /** Gives the execution that nobody else runs, of those that this one is a child of. */
  #rootOf(execution: Row): Row {
    let root = execution
    while (typeof root["parent"] === "string") {
      const parent = this.#sql.execution.get(root["parent"]) as Row | undefined
      if (parent === undefined) break
      root = parent
    }
    return root
  }

  claim({ owner, limit, nowMs }: ClaimRequest): Claimed {
    this.#sql.wakeDue.run(nowMs, nowMs)
    const ready = this.#sql.ready.all(limit + 1) as ReadonlyArray<Row>
    const executions = ready.slice(0, limit).map((row) => this.#claimed(row, owner, nowMs))
    return { executions, isMore: ready.length > limit }
  }

  /** Claims an execution, and gives all there is of it. */
  #claimed(row: Row, owner: string, nowMs: number): ExecutionHistory {
    this.#sql.claim.run(owner, nowMs, Number(row["number"]))
    const execution: ExecutionRow = { ...executionOf(row), status: "running", owner, changedMs: nowMs }
    return row["owner"] === null ? this.#reads.beginning(row, execution) : this.#reads.rest(row, execution)
  }

  forget({ endedBeforeMs, limit }: { readonly endedBeforeMs: number; readonly limit: number }): number {
    // The last numbers may go with what is removed, and must not be given again.
    this.#sql.keepSettled.run(String(this.#settled))
    this.#sql.dropKept.run()
    const old = this.#sql.old.all(endedBeforeMs, limit) as ReadonlyArray<Row>
    for (const row of old) this.#forgetOne(row)
    return old.length
  }

  /** Its children go with it. */
  #forgetOne({ id, number }: Row): void {
    for (const child of this.#sql.children.all(String(id)) as ReadonlyArray<Row>) this.#forgetOne(child)
    this.#sql.keepLast.run(Number(number))
    for (const forget of this.#sql.forget) forget.run(Number(number))
    this.#numbers.delete(String(id))
  }

  /** Forgets what it knows of a transaction that has been rolled back. */
  rolledBack(): void {
    this.#numbers.clear()
  }

  note(name: string, value: Payload): void {
    if (value === undefined) this.#sql.noteEnd.run(noteName(name))
    else this.#sql.note.run(noteName(name), value)
  }

  #apply(execution: number, change: Change): void {
    switch (change.kind) {
      case "entry": {
        const { sequence, path, kind, fingerprint, digest, payload, recordedMs, beganMs } = change.entry
        const moments = [recordedMs, nullable(beganMs)] as const
        this.#sql.entry.run(execution, sequence, path, kind, fingerprint, digest, nullable(payload), ...moments)
        return
      }
      case "wait": {
        const { path, kind, dueMs, details, openedMs } = change.wait
        this.#sql.wait.run(execution, path, kind, nullable(dueMs), nullable(details), openedMs)
        return
      }
      case "wait-end":
        this.#sql.waitEnd.run(execution, change.wait, change.path)
        return
      case "message-taken":
        this.#sql.taken.run(execution, change.message)
        return
      case "status":
        this.#status(execution, change)
    }
  }

  #status(execution: number, change: Extract<Change, { readonly kind: "status" }>): void {
    const { status, from, reason, result, atMs } = change
    if (from !== undefined && (this.#sql.statusOf.get(execution) as Row)["status"] !== from) return
    const isEnd = ends.has(status)
    const given = [status, nullable(reason), nullable(result), atMs] as const
    if (isEnd || status === "suspended") {
      this.#settled += 1
      this.#sql.settle.run(...given, this.#settled, execution)
    } else {
      this.#sql.status.run(...given, execution)
    }
    if (!isEnd) return
    this.#sql.waitsEnd.run(execution)
    this.#numbers.delete(change.execution)
  }

  #row(id: string): Row {
    const row = this.#sql.execution.get(id) as Row | undefined
    if (row === undefined) throw new InternalError(`execution '${id}' has not been started`)
    return row
  }

  #numberOf(id: string): number {
    const known = this.#numbers.get(id)
    if (known !== undefined) return known
    const number = Number(this.#row(id)["number"])
    this.#remember(id, number)
    return number
  }

  #remember(id: string, number: number): void {
    if (this.#numbers.size >= this.#mostNumbers) this.#numbers.clear()
    this.#numbers.set(id, number)
  }
}

/** SQLite has `NULL` where we have nothing. */
function nullable<Value>(value: Value | undefined): Value | null {
  return value ?? null
}
