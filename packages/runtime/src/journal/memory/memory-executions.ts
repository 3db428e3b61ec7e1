import { InternalError } from "@millrace/plan"
import type { Change } from "../change.ts"
import type { Entry, Payload } from "../entry.ts"
import { ends, startedRow } from "../execution-row.ts"
import type { ExecutionHistory, ExecutionRow, NewExecution } from "../execution-row.ts"
import type { ClaimRequest, Claimed, JournalCounts, ListRequest, Page, Started, WaitRequest } from "../journal.ts"
import type { Acceptance, Message } from "../message.ts"
import { beginning, valueKinds } from "../recorded.ts"
import type { Place, Recorded, RecordedRequest } from "../recorded.ts"
import type { OpenWait, Wait } from "../wait.ts"

interface Kept {
  row: ExecutionRow
  /** Counts executions. */
  readonly number: number
  /** When it ended or was suspended, in the count that runs through entries too. */
  settled: number | undefined
  readonly entries: Array<{ readonly entry: Entry; readonly written: number }>
  readonly waits: Map<string, Wait>
  readonly messages: Map<string, { readonly message: Message; isTaken: boolean }>
}

/** The executions of a store in memory; every method is one write or one read, done at once. */
export class MemoryExecutions {
  /** In the order in which they were started. */
  readonly #kept = new Map<string, Kept>()
  #started = 0
  /** Counts entries, and when executions ended or were suspended. */
  #written = 0
  readonly #notes = new Map<string, Payload>()

  start(execution: NewExecution, owner?: string): Started {
    const known = this.#kept.get(execution.id)
    if (known !== undefined) return { execution: known.row, isNew: false }
    const row = startedRow(execution, owner)
    this.#started += 1
    const none = { settled: undefined, entries: [], waits: new Map(), messages: new Map() }
    this.#kept.set(execution.id, { row, number: this.#started, ...none })
    return { execution: row, isNew: true }
  }

  append(changes: ReadonlyArray<Change>): void {
    // All are found before the first is changed, so that a refusal leaves everything as it was.
    const found = changes.map((change) => ({ change, kept: this.#of(change.execution) }))
    for (const { change, kept } of found) apply(kept, change, () => this.#next())
  }

  accept(id: string, message: Message, owner?: string): Acceptance {
    const kept = this.#kept.get(id)
    if (kept === undefined) return { kind: "unknown" }
    const known = kept.messages.get(message.id)
    if (known !== undefined) return { kind: "known", ...known }
    if (ends.has(kept.row.status)) return { kind: "ended" }
    const { kind, address: path } = message
    if (kind !== "signal" && !kept.waits.has(waitKey({ kind, path }))) return { kind: "closed" }
    kept.messages.set(message.id, { message, isTaken: false })
    const root = this.#rootOf(kept)
    const accepted = { kind: "accepted", root: root.row.id } as const
    if (root.row.status !== "waiting") return accepted
    const status = owner === undefined ? "ready" : "running"
    root.row = { ...root.row, status, owner: owner ?? root.row.owner, changedMs: message.receivedMs }
    return owner === undefined ? accepted : { ...accepted, claimed: historyOf(root) }
  }

  #rootOf(kept: Kept): Kept {
    const parent = kept.row.parent === undefined ? undefined : this.#kept.get(kept.row.parent)
    return parent === undefined ? kept : this.#rootOf(parent)
  }

  find(id: string): ExecutionRow | undefined {
    return this.#kept.get(id)?.row
  }

  read(id: string): ExecutionHistory | undefined {
    const kept = this.#kept.get(id)
    return kept && historyOf(kept)
  }

  claim({ owner, limit, nowMs }: ClaimRequest): Claimed {
    for (const kept of this.#kept.values()) {
      const isDue = [...kept.waits.values()].some(({ dueMs }) => dueMs !== undefined && dueMs <= nowMs)
      if (kept.row.status === "waiting" && isDue) kept.row = { ...kept.row, status: "ready", changedMs: nowMs }
    }
    const ready = [...this.#kept.values()].filter(({ row }) => row.status === "ready" && row.parent === undefined)
    const first = ready.toSorted((one, other) => other.row.priority - one.row.priority).slice(0, limit)
    const executions = first.map((kept) => {
      kept.row = { ...kept.row, status: "running", owner, changedMs: nowMs }
      return historyOf(kept)
    })
    return { executions, isMore: ready.length > limit }
  }

  nextDueMs(): number | undefined {
    const waiting = [...this.#kept.values()].filter(({ row }) => row.status === "waiting")
    const due = waiting.flatMap(({ waits }) => [...waits.values()].flatMap(({ dueMs }) => dueMs ?? []))
    return due.length === 0 ? undefined : due.reduce((first, each) => Math.min(first, each))
  }

  counts(): JournalCounts {
    const all = [...this.#kept.values()]
    const waits: Partial<Record<Wait["kind"], number>> = {}
    for (const { kind } of all.flatMap((kept) => [...kept.waits.values()])) waits[kind] = (waits[kind] ?? 0) + 1
    return { ready: all.filter(({ row }) => row.status === "ready" && row.parent === undefined).length, waits }
  }

  list({ workflow, status, limit = 100, before }: ListRequest): Page<ExecutionRow> {
    const rows = [...this.#kept.values()].map(({ row }) => row).toReversed()
    const after = before === undefined ? rows : rows.slice(rows.findIndex(({ id }) => id === before) + 1)
    const found = after.filter(
      (row) => (workflow === undefined || row.workflow === workflow) && (status === undefined || row.status === status),
    )
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return found.length > limit && last !== undefined ? { items, next: last.id } : { items }
  }

  waits({ kind, execution, limit = 100 }: WaitRequest): ReadonlyArray<OpenWait> {
    const all = [...this.#kept.values()].flatMap(({ row, waits }) =>
      [...waits.values()].map((wait) => ({ ...wait, execution: row.id })),
    )
    return all
      .filter((wait) => (kind === undefined || wait.kind === kind) && (execution ?? wait.execution) === wait.execution)
      .toSorted((one, other) => one.openedMs - other.openedMs)
      .slice(0, limit)
  }

  place(): Place {
    return { started: this.#started, written: this.#written, settled: this.#written }
  }

  recorded({ after = beginning, limit = 500 }: RecordedRequest): ReadonlyArray<Recorded> {
    const all = [...this.#kept.values()]
    let at = after
    const starts = all.flatMap(({ row: execution, number }): ReadonlyArray<Recorded> => {
      if (number <= after.started) return []
      at = { ...at, started: number }
      return [{ kind: "started", at, execution }]
    })
    if (starts.length >= limit) return starts.slice(0, limit)
    const moments = all
      .flatMap(momentsOf)
      .filter(({ entry, written }) => written > (entry === undefined ? after.settled : after.written))
      .toSorted((one, other) => one.written - other.written)
    const rest = moments.map(({ execution, entry, written }): Recorded => {
      at = entry === undefined ? { ...at, settled: written } : { ...at, written }
      return entry === undefined ? { kind: "settled", at, execution } : { kind: "entry", at, execution, entry }
    })
    return [...starts, ...rest].slice(0, limit)
  }

  forget({ endedBeforeMs, limit }: { readonly endedBeforeMs: number; readonly limit: number }): number {
    const old = [...this.#kept.values()].filter(
      ({ row }) => row.parent === undefined && ends.has(row.status) && row.changedMs < endedBeforeMs,
    )
    const gone = old.toSorted((one, other) => one.row.changedMs - other.row.changedMs).slice(0, limit)
    for (const { row } of gone) this.#forgetOne(row.id)
    return gone.length
  }

  #forgetOne(id: string): void {
    this.#kept.delete(id)
    for (const { row } of this.#kept.values()) {
      if (row.parent === id) this.#forgetOne(row.id)
    }
  }

  noted(name: string): Payload {
    return this.#notes.get(name)
  }

  note(name: string, value: Payload): void {
    this.#notes.set(name, value)
  }

  /** Gives what an owner that has died was running, or had not told of a message, to whoever comes next. */
  recover(): void {
    for (const kept of this.#kept.values()) {
      const { status } = kept.row
      const isUntold = status === "waiting" && [...kept.messages.values()].some(({ isTaken }) => !isTaken)
      if (status === "running" || isUntold) kept.row = { ...kept.row, status: "ready" }
    }
  }

  #next(): number {
    this.#written += 1
    return this.#written
  }

  #of(id: string): Kept {
    const kept = this.#kept.get(id)
    if (kept === undefined) throw new InternalError(`execution '${id}' has not been started`)
    return kept
  }
}

function historyOf({ row: execution, entries, waits, messages }: Kept): ExecutionHistory {
  const untaken = [...messages.values()].filter(({ isTaken }) => !isTaken)
  return {
    execution,
    entries: entries.map(({ entry }) => entry),
    waits: [...waits.values()],
    messages: untaken.map(({ message }) => message),
  }
}

function apply(kept: Kept, change: Change, next: () => number): void {
  switch (change.kind) {
    case "entry":
      kept.entries.push({ entry: change.entry, written: next() })
      return
    case "wait":
      kept.waits.set(waitKey(change.wait), change.wait)
      return
    case "wait-end":
      kept.waits.delete(waitKey({ kind: change.wait, path: change.path }))
      return
    case "message-taken": {
      const known = kept.messages.get(change.message)
      if (known !== undefined) known.isTaken = true
      return
    }
    case "status": {
      const { status, from = kept.row.status, reason, result, atMs } = change
      if (from !== kept.row.status) return
      kept.row = { ...kept.row, status, reason, result, changedMs: atMs }
      kept.settled = ends.has(status) || status === "suspended" ? next() : undefined
      if (ends.has(status)) kept.waits.clear()
    }
  }
}

/** An entry that was written, or that an execution ended or was suspended, and when. */
interface Moment {
  readonly execution: ExecutionRow
  readonly entry?: Entry
  readonly written: number
}

function momentsOf({ row: execution, entries, settled }: Kept): ReadonlyArray<Moment> {
  const ends = settled === undefined ? [] : [{ execution, written: settled }]
  const written = entries.map(({ entry, written: number }) => {
    const payload = valueKinds.includes(entry.kind) ? undefined : entry.payload
    return { execution, entry: { ...entry, payload }, written: number }
  })
  return [...written, ...ends]
}

function waitKey({ kind, path }: Pick<Wait, "kind" | "path">): string {
  return `${kind} ${path}`
}
