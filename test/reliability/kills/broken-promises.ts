import type { Line } from "../record.ts"
import type { Scene } from "../scenes.ts"
import { executionId } from "./job.ts"
import type { KeptEntry, Left } from "./left-behind.ts"

const committed: ReadonlySet<string> = new Set(["step.completed", "step.failed", "compensated", "compensation.failed"])

/** All lives of a scene. */
export interface Lives {
  readonly scene: Scene
  /** What is left when nobody kills it. */
  readonly undisturbed: Left
  /** What each process that was killed has left. */
  readonly deaths: ReadonlyArray<Left>
  readonly last: Left
}

/** Gives the promises that were broken, each as a sentence; the numbers are those of `docs/durable.md`. */
export function brokenPromises(lives: Lives): ReadonlyArray<string> {
  return [
    ...otherOutcome(lives),
    ...trouble(lives),
    ...lives.deaths.flatMap((death) => [...ranAgain(death, lives.last), ...lostAcknowledged(death, lives.last)]),
    ...lostSteps(lives),
    ...otherKeys(lives.last),
    ...otherUrls(lives.last),
    ...otherHistory(lives),
    ...timers(lives.last),
    ...undone(lives),
    ...gaps(lives.last),
    ...unfinished(lives.last),
  ]
}

/** The result is that of the undisturbed run, and every client was told the same. */
function otherOutcome({ scene, undisturbed, last }: Lives): ReadonlyArray<string> {
  const expected = outcomes(undisturbed)
  const found = outcomes(last)
  const [only] = found
  if (found.length === 1 && only !== undefined) {
    if (expected.includes(only)) return []
    const { otherwise } = scene
    if (otherwise !== undefined && [only, ...expected].every((each) => isOneOf(each, otherwise))) return []
  }
  return [`it came to ${found.join(" and ") || "nothing"} instead of ${expected.join()}`]
}

function isOneOf(outcome: string, otherwise: string): boolean {
  return outcome.includes("ExecutionCancelled") || outcome.includes(`"error":"${otherwise}"`)
}

function outcomes({ lines }: Left): ReadonlyArray<string> {
  return [...new Set(lines.flatMap(({ what, path }) => (what === "outcome" ? [path] : [])))]
}

function trouble({ last }: Lives): ReadonlyArray<string> {
  return last.lines.flatMap(({ what, path }) => (what === "trouble" ? [`an engine had trouble: ${path}`] : []))
}

/** 1: a committed step never runs again; 6: neither does a committed compensation. */
function ranAgain(death: Left, { lines }: Left): ReadonlyArray<string> {
  const later = new Set(lines.slice(death.lines.length).flatMap((line) => (line.what === "begins" ? [idOf(line)] : [])))
  return death.entries
    .filter((entry) => committed.has(entry.kind) && later.has(idOf(entry)))
    .map((entry) => `'${idOf(entry)}' was committed, and ran again`)
}

/** 2 and 7: what a client was told to be kept is on the disk then, and later. */
function lostAcknowledged(death: Left, last: Left): ReadonlyArray<string> {
  return death.lines.flatMap(({ what, path }) => {
    if (what !== "acknowledged" || path === "cancel") return []
    const isThere = ({ executions, messages }: Left): boolean => {
      if (path === "start") return executions.has(executionId)
      return path === "call" ? [...messages].some((id) => id.startsWith("webhook ")) : messages.has(path)
    }
    return isThere(death) && isThere(last) ? [] : [`'${path}' was acknowledged, and is lost`]
  })
}

/** What the undisturbed run did was done. */
function lostSteps({ scene, undisturbed, last }: Lives): ReadonlyArray<string> {
  if (scene.isTimed || scene.isCached || scene.otherwise !== undefined) return []
  const done = new Set(endsOf(last))
  return [...new Set(endsOf(undisturbed))].filter((id) => !done.has(id)).map((id) => `'${id}' was lost`)
}

function endsOf({ lines }: Left): ReadonlyArray<string> {
  return lines.flatMap((line) => (line.what === "ends" ? [idOf(line)] : []))
}

/** 3: a step has the same idempotency key in every life, and no other step has it. */
function otherKeys({ lines }: Left): ReadonlyArray<string> {
  const keys = new Map<string, string>()
  return lines.flatMap((line) => {
    if (line.what !== "begins" || line.key === undefined) return []
    const id = idOf(line)
    const known = keys.get(line.key)
    keys.set(line.key, known ?? id)
    const expected = `${line.execution}/${line.path}`
    return (known === undefined || known === id) && line.key === expected ? [] : [`'${id}' had the key '${line.key}'`]
  })
}

/** A webhook has one URL over all lives. */
function otherUrls({ lines }: Left): ReadonlyArray<string> {
  const urls = new Set(lines.flatMap(({ what, path }) => (what === "announced" ? [path] : [])))
  return urls.size > 1 ? [`${urls.size} URLs were announced for one webhook`] : []
}

/** The journal says the same as that of the undisturbed run; of what was interrupted, a later life need not tell. */
function otherHistory({ scene, undisturbed, last }: Lives): ReadonlyArray<string> {
  if (scene.isTimed || scene.otherwise !== undefined) return []
  const [expected, found] = [toldBy(undisturbed), toldBy(last)]
  return [
    ...[...expected].filter((each) => !found.has(each)).map((each) => `the journal lacks '${each}'`),
    ...[...found].filter((each) => !expected.has(each)).map((each) => `the journal has '${each}', which is too much`),
  ]
}

function toldBy({ entries }: Left): ReadonlySet<string> {
  return new Set(entries.flatMap((entry) => (entry.kind === "interrupted" ? [] : [`${entry.kind} ${idOf(entry)}`])))
}

/** 5: a timer fires at or after its due time, fires once, and never starts over. */
function timers({ entries, lines }: Left): ReadonlyArray<string> {
  const due = new Map<string, number>()
  const broken: Array<string> = []
  for (const entry of entries) {
    const id = idOf(entry)
    const said = dueOf(entry)
    if (said !== undefined) {
      if (due.has(id)) broken.push(`timer '${id}' started over`)
      due.set(id, said)
    }
    const dueMs = due.get(id)
    if (
      (entry.kind === "timer.fired" || entry.kind === "expired") &&
      (dueMs === undefined || entry.recordedMs < dueMs)
    ) {
      broken.push(`timer '${id}' fired early`)
    }
  }
  return [...broken, ...counted(entries, "timer.fired"), ...earlyAttempts(entries, lines)]
}

/** When a timer is due that an entry has begun. */
function dueOf({ kind, payload }: KeptEntry): number | undefined {
  if (kind === "due") return Date.parse(String(payload))
  if (kind !== "opened") return undefined
  // A webhook keeps its deadline beside its nonce.
  const { due } = payload as { readonly due?: string }
  return due === undefined ? undefined : Date.parse(due)
}

function counted(entries: ReadonlyArray<KeptEntry>, kind: string): ReadonlyArray<string> {
  const seen = new Set<string>()
  return entries.flatMap((entry) => {
    if (entry.kind !== kind) return []
    const id = idOf(entry)
    const isAgain = seen.has(id)
    seen.add(id)
    return isAgain ? [`'${kind}' of '${id}' is there twice`] : []
  })
}

/** The next attempt waits for the moment that a failed one has recorded, and that one is not made again. */
function earlyAttempts(entries: ReadonlyArray<KeptEntry>, lines: ReadonlyArray<Line>): ReadonlyArray<string> {
  return entries.flatMap((entry) => {
    if (entry.kind !== "retrying") return []
    // `retry` has written it; `attempt` is the one that has failed.
    const { attempt: failed, due } = entry.payload as { readonly attempt: number; readonly due: string }
    const id = idOf(entry)
    const attempts = lines.flatMap(({ attempt = 0, ...line }) =>
      line.what === "begins" && idOf(line) === id ? [{ attempt, atMs: line.atMs }] : [],
    )
    // A clock has whole milliseconds, and a timer of Node may fire within the one before.
    const early = attempts.filter(({ attempt, atMs }) => attempt === failed + 1 && atMs + 1 < Date.parse(due))
    const again = attempts.filter(({ attempt, atMs }) => attempt <= failed && atMs > entry.recordedMs + 1)
    return [
      ...early.map(({ attempt }) => `attempt ${attempt} of '${id}' began early`),
      ...again.map(({ attempt }) => `attempt ${attempt} of '${id}' was made again after its failure was recorded`),
    ]
  })
}

/** 6: every booking of a saga that failed is undone, in the order of the undisturbed run, and none that did not fail is. */
function undone({ undisturbed, last }: Lives): ReadonlyArray<string> {
  const bookings = entriesOf(undisturbed, "undoable")
  const broken: Array<string> = []
  const order = last.entries.flatMap((entry) => (committed.has(entry.kind) && isUndo(entry.path) ? [idOf(entry)] : []))
  if (order.length !== new Set(order).size) broken.push(`a compensation is recorded twice: ${order.join(", ")}`)
  const isFailure = outcomes(last).some((outcome) => outcome.includes(`"error"`))
  // Every one of these scenes that fails does so with all of its sagas.
  if (isFailure) {
    for (const entry of entriesOf(last, "undoable")) {
      const undo = `${idOf(entry)}.compensate`
      if (!endsOf(last).includes(undo)) broken.push(`'${idOf(entry)}' was never undone`)
      if (!order.includes(undo)) broken.push(`that '${idOf(entry)}' was undone is not recorded`)
    }
  }
  const expected = undisturbed.entries.flatMap((entry) =>
    committed.has(entry.kind) && isUndo(entry.path) ? [idOf(entry)] : [],
  )
  const inOrder = order.filter((id) => expected.includes(id))
  const isSequential = bookings.every(({ path }) => !/\[|late|early/.test(path))
  if (isSequential && inOrder.join() !== expected.filter((id) => inOrder.includes(id)).join()) {
    broken.push(`undone in the order ${inOrder.join(", ")} instead of ${expected.join(", ")}`)
  }
  return broken
}

function isUndo(path: string): boolean {
  return path.endsWith(".compensate")
}

function entriesOf({ entries }: Left, kind: string): ReadonlyArray<KeptEntry> {
  return entries.filter((entry) => entry.kind === kind)
}

/** Entries of an execution have no gaps, and are in order. */
function gaps({ entries }: Left): ReadonlyArray<string> {
  const next = new Map<string, number>()
  return entries.flatMap(({ execution, sequence }) => {
    const expected = (next.get(execution) ?? 0) + 1
    next.set(execution, sequence)
    return sequence === expected ? [] : [`entry ${expected} of '${execution}' is missing`]
  })
}

/** 11: in the end nothing is left that waits. */
function unfinished({ executions, waits }: Left): ReadonlyArray<string> {
  const open = [...executions].filter(([, status]) => !/completed|failed|cancelled|timed-out/.test(status))
  return [
    ...open.map(([id, status]) => `execution '${id}' is still ${status}`),
    ...(waits > 0 ? [`${waits} waits are left behind`] : []),
  ]
}

function idOf({ execution, path }: { readonly execution: string; readonly path: string }): string {
  return `${execution} ${path}`
}
