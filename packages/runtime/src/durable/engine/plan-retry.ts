import type { Change } from "../../journal/change.ts"
import type { Entry } from "../../journal/entry.ts"
import type { ExecutionHistory } from "../../journal/execution-row.ts"
import type { Journal } from "../../journal/journal.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"
import { countingEntries } from "../recording/counting-entries.ts"
import type { Retried } from "../recording/counting-entries.ts"
import { isOutcome } from "../recording/entry-kinds.ts"
import { NotRetryable } from "../failures/not-retryable.ts"
import type { RecordedFailure } from "../recording/recorded-failure.ts"

/** What a retry is planned with. */
export interface RetryParts {
  readonly journal: Journal
  readonly format: PayloadFormat
  readonly nowMs: number
}

const failures: ReadonlySet<string> = new Set([
  "step.failed",
  "child.failed",
  "acquire.failed",
  "release.failed",
  "expired",
])
/** What a failure sets off in the branches beside it. */
const aftermath: ReadonlySet<string> = new Set(["interrupted", "released", ...failures])
const undone: ReadonlySet<string> = new Set(["compensated", "compensation.failed"])
/** What a step that is made again has said in its last life. */
const attempts: ReadonlySet<string> = new Set(["retrying", "due", "opened"])

/**
 * Plans how an execution that has failed goes on from there.
 *
 * Owns what a retry takes back:
 * 1. the outcome that the execution has failed of, and what that set off: interruptions, releases, failures beside it;
 * 2. what the failed step has said: it begins with its first attempt, and with its whole deadline;
 * 3. nothing else: what was committed, also beside the failure, is not done again, and a failure that was handled stays;
 * 4. the same in children that failed or were interrupted with it;
 * 5. where something has been undone because of the failure, nothing: that cannot be taken back.
 */
export async function planRetry(history: ExecutionHistory, parts: RetryParts): Promise<ReadonlyArray<Change>> {
  const { journal, format, nowMs } = parts
  const { id, digest, status, result } = history.execution
  const entries = countingEntries(history.entries, format)
  const decoded = status === "failed" ? format.decode(result, () => `failure of execution '${id}'`) : undefined
  // An execution that has failed was written with one.
  const failure = decoded as RecordedFailure | undefined
  const start = startOf(entries, failure, format)
  const after = entries.filter(({ sequence }) => sequence >= start)
  if (after.some(({ kind }) => undone.has(kind))) {
    throw new NotRetryable({ execution: id, problem: "what it had done has been undone" })
  }
  const gone = [...missedIn(entries, failure), ...after.filter(({ kind }) => aftermath.has(kind))]
  const failed = new Set(gone.flatMap(({ kind, path }) => (failures.has(kind) ? [path] : [])))
  const said = entries.filter(({ kind, path }) => attempts.has(kind) && failed.has(path))
  // A call that came too late is waited for at another URL, which has to be announced.
  const announced = new Set(said.flatMap(({ kind, path }) => (kind === "opened" ? [`${path}.announce`] : [])))
  said.push(...entries.filter(({ path }) => announced.has(path)))
  const again = [...new Set([...gone, ...said])].map(({ sequence }) => sequence)
  const retried: Retried = { again: again.toSorted((one, other) => one - other) }
  const entry: Entry = {
    sequence: (history.entries.at(-1)?.sequence ?? 0) + 1,
    path: "",
    kind: "retried",
    fingerprint: "retried",
    digest,
    payload: format.encode(retried, () => `retry of execution '${id}'`),
    recordedMs: nowMs,
  }
  const left = entries.filter((each) => !gone.includes(each) && !said.includes(each))
  const children = await Promise.all(childrenIn(id, left).map((child) => planChild(child, { journal, format, nowMs })))
  return [
    ...children.flat(),
    ...webhooksIn(id, left, parts),
    { kind: "entry", execution: id, entry },
    { kind: "status", execution: id, status: "ready", atMs: nowMs },
  ]
}

/** Gives the sequence of the first entry that belongs to a failure; an interruption is none. */
function startOf(entries: ReadonlyArray<Entry>, failure: RecordedFailure | undefined, format: PayloadFormat): number {
  const isOfFailure = (entry: Entry): boolean => failure !== undefined && isOf(entry, failure, format)
  const last = entries.findLastIndex(isOfFailure)
  if (last === -1) {
    // It has failed of its own code, or was interrupted.
    const before = entries.findLast(({ kind }) => isOutcome(kind) && !aftermath.has(kind))
    return (before?.sequence ?? 0) + 1
  }
  // Branches beside it may have failed in the same way.
  const others = entries.slice(0, last).findLastIndex(({ kind }) => !aftermath.has(kind) && !attempts.has(kind))
  return entries.slice(others + 1).find(isOfFailure)?.sequence ?? 0
}

/** Whether an outcome is what an execution has failed of. */
function isOf({ kind, path, payload }: Entry, failure: RecordedFailure, format: PayloadFormat): boolean {
  if (!failures.has(kind)) return false
  if (kind === "expired") return failure.error === "DeadlineExceeded" && pathOf(failure) === path
  // Outcomes of these kinds were written with one.
  const { defect, error, message } = format.decode(payload, () => `'${kind}' of '${path}'`) as RecordedFailure
  return defect === failure.defect && error === failure.error && message === failure.message
}

/** Gives the failures of the items or branches of which too few have succeeded. */
function missedIn(entries: ReadonlyArray<Entry>, failure: RecordedFailure | undefined): ReadonlyArray<Entry> {
  const block = failure?.error === "MinimumSuccessMissed" ? pathOf(failure) : undefined
  if (block === undefined) return []
  const lasts = new Map<string, Entry>()
  for (const entry of entries) {
    if (isOutcome(entry.kind) && isInside(entry.path, block)) lasts.set(itemOf(entry.path, block), entry)
  }
  return [...lasts.values()].filter(({ kind }) => failures.has(kind))
}

/** Whether a path leads into a block; that of the workflow is empty. */
function isInside(path: string, block: string): boolean {
  if (block === "") return true
  return path.startsWith(block) && (path[block.length] === "." || path[block.length] === "[")
}

/** Gives the first part of a path behind the path of a block: `[page-3]`, or the name of a branch. */
function itemOf(path: string, block: string): string {
  return /^\.?(?:\[(?:\\.|[^\\\]])*\]|(?:\\.|[^\\.[])*)/.exec(path.slice(block.length))?.[0] ?? ""
}

function pathOf({ fields }: RecordedFailure): string | undefined {
  // Those that are asked for it have it.
  return (fields as { readonly path?: string } | undefined)?.path
}

/** Gives the ids of the children that have begun and not come to an end that counts. */
function childrenIn(id: string, entries: ReadonlyArray<Entry>): ReadonlyArray<string> {
  const ended = new Set(entries.flatMap(({ kind, path }) => (kind.startsWith("child.") ? [path] : [])))
  return entries.flatMap(({ kind, path }) => (kind === "began" && !ended.has(path) ? [`${id}/${path}`] : []))
}

/** A child that failed or was interrupted goes on too. */
async function planChild(id: string, parts: RetryParts): Promise<ReadonlyArray<Change>> {
  const history = await parts.journal.read(id)
  const status = history?.execution.status
  if (history === undefined || (status !== "failed" && status !== "cancelled" && status !== "timed-out")) return []
  const isWanted = history.entries.some(({ kind }) => kind === "cancelled")
  if (status === "timed-out" || isWanted) {
    throw new NotRetryable({ execution: id, problem: status === "timed-out" ? "its time is over" : "it was cancelled" })
  }
  return planRetry(history, parts)
}

/** Registers the waits for calls again that went with the execution. */
function webhooksIn(
  execution: string,
  entries: ReadonlyArray<Entry>,
  { format, nowMs }: RetryParts,
): ReadonlyArray<Change> {
  const ended = new Set(entries.flatMap(({ kind, path }) => (isOutcome(kind) ? [path] : [])))
  return entries.flatMap(({ kind, path, payload }): ReadonlyArray<Change> => {
    if (kind !== "opened" || ended.has(path)) return []
    // It was written when the wait was registered.
    const { due } = format.decode(payload, () => `'opened' of '${path}'`) as { readonly due?: string }
    const dueMs = due === undefined ? undefined : Date.parse(due)
    return [{ kind: "wait", execution, wait: { path, kind: "webhook", dueMs, details: undefined, openedMs: nowMs } }]
  })
}
