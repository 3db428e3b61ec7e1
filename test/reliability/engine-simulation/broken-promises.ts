import { ends } from "@millrace/runtime/journal"
import type { Entry, ExecutionHistory } from "@millrace/runtime/journal"
import { scheduleMs, scheduleName } from "./flows.ts"
import { counting, momentIn } from "./world.ts"
import type { Sent, World } from "./world.ts"

/** Gives what is not as promised in what a simulation has left. */
export function brokenPromises(world: World, histories: ReadonlyArray<ExecutionHistory>): ReadonlyArray<string> {
  const known = new Map(histories.map((history) => [history.execution.id, history]))
  const lost = [...world.started].filter((id) => !known.has(id) && !world.forgotten.has(id))
  return [
    ...lost.map((id) => `${id} was started, and is not there`),
    ...histories.flatMap(inOrder),
    ...histories.flatMap(inTime),
    ...histories.flatMap(failedAsMeant),
    ...histories.flatMap((history) => undone(world, history)),
    ...messagesKept(world, known),
    ...numbersGot(world, histories),
    ...endsTold(world, known),
    ...scheduled(world, known),
  ]
}

const onceKinds = /^(due|timer\.fired|step\.completed|step\.failed|compensated|received|expired|child\.\w+)$/

/** Entries have no gap, and nothing is there twice. */
function inOrder({ execution: { id }, entries }: ExecutionHistory): ReadonlyArray<string> {
  const gaps = entries.flatMap(({ sequence }, index) =>
    sequence === index + 1 ? [] : [`${id} has ${sequence} as its entry ${index + 1}`],
  )
  const keys = counting(entries).flatMap(({ kind, path }) => (onceKinds.test(kind) ? [`${kind} ${path}`] : []))
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index)
  return [...gaps, ...twice.map((key) => `${id} has '${key}' twice`)]
}

const timed: ReadonlySet<string> = new Set(["timer.fired", "expired"])

/** Nothing fires before its moment. */
function inTime({ execution: { id }, entries }: ExecutionHistory): ReadonlyArray<string> {
  return entries.flatMap(({ kind, path, recordedMs, sequence }) => {
    if (!timed.has(kind)) return []
    const due = entries.findLast((each) => each.kind === "due" && each.path === path && each.sequence < sequence)
    const dueMs = due === undefined ? undefined : momentIn(due)
    return dueMs === undefined || recordedMs >= dueMs
      ? []
      : [`${id} has '${kind}' of '${path}' ${dueMs - recordedMs} ms early`]
  })
}

/** Nothing fails of anything but what its workflow fails of. */
function failedAsMeant({ execution: { id, status, result } }: ExecutionHistory): ReadonlyArray<string> {
  const isMeant = status !== "failed" || /"error":"(Odd|DeadlineExceeded|ExecutionCancelled)"/.test(String(result))
  return isMeant ? [] : [`${id} has failed of ${String(result)}`]
}

/** What has not succeeded holds no booking, and bookings are given back in reverse order. */
function undone({ bookings }: World, { execution, entries }: ExecutionHistory): ReadonlyArray<string> {
  const { id, status } = execution
  const held = [...(bookings.get(id) ?? [])]
  const orderOf = (kind: string): ReadonlyArray<string> =>
    counting(entries).flatMap((entry) => (entry.kind === kind ? [entry.path] : []))
  const given = orderOf("compensated").map((path) => path.replace(/\.compensate$/, ""))
  // What was made again in a later life has said so again.
  const reversed = [...new Set(orderOf("undoable").toReversed())]
  const expected = reversed.filter((path) => given.includes(path))
  const isReversed = JSON.stringify(given) === JSON.stringify(expected)
  return [
    ...(status === "completed" ? [] : held.map((booking) => `${id} is ${status}, and holds ${booking}`)),
    ...(isReversed ? [] : [`${id} has undone ${given.join(", ")} instead of ${expected.join(", ")}`]),
  ]
}

/** A message that the journal says a step has received. */
interface Received {
  readonly execution: string
  readonly path: string
  readonly n: number
}

function receivedIn({ execution: { id }, entries }: ExecutionHistory): ReadonlyArray<Received> {
  return entries.flatMap(({ kind, path, payload }) =>
    kind === "received" ? [{ execution: id, path, n: numberIn(payload) }] : [],
  )
}

function numberIn(payload: Entry["payload"]): number {
  return Number(/"n":(-?\d+)/.exec(String(payload).replaceAll("\\", ""))?.[1])
}

function messagesKept(world: World, known: ReadonlyMap<string, ExecutionHistory>): ReadonlyArray<string> {
  const received = [...known.values()].flatMap(receivedIn)
  const numbers = received.map(({ n }) => n)
  const twice = numbers.filter((n, index) => numbers.indexOf(n) !== index)
  const unsent = received.filter(({ n }) => !world.sent.some((sent) => sent.n === n))
  return [
    ...twice.map((n) => `message ${n} was received twice`),
    ...unsent.map(({ execution, path, n }) => `${execution} received ${n} at '${path}', which nobody has sent`),
    ...world.sent.flatMap((sent) => messageKept(sent, { received, known })),
    ...received.flatMap((each) => inTurn(each, { received, world })),
  ]
}

interface Kept {
  readonly received: ReadonlyArray<Received>
  readonly known: ReadonlyMap<string, ExecutionHistory>
}

function messageKept(sent: Sent, { received, known }: Kept): ReadonlyArray<string> {
  const { kind, n, heard, wasUnheard, execution, place, heardMs } = sent
  const taken = received.find((each) => each.n === n)
  if (heard === "refused" && !wasUnheard && taken !== undefined)
    return [`${kind} ${n} to ${execution} was refused, and was received`]
  if (heard !== "accepted" || taken !== undefined) return []
  const address = addressOf(execution, place, known)
  const entries = known.get(address.execution)?.entries ?? []
  return entries.flatMap(({ kind: what, path, recordedMs, sequence }) => {
    const isThere = address.path === undefined || address.path === path
    if (!isThere || (what !== "expired" && what !== "received")) return []
    if (kind !== "signal")
      return [`${kind} ${n} to ${execution} was accepted, and '${path}' has '${what}' at ${sequence}`]
    const due = entries.findLast((each) => each.kind === "due" && each.path === path && each.sequence < sequence)
    const dueMs = (due === undefined ? undefined : momentIn(due)) ?? recordedMs
    const isLost = what === "expired" && heardMs < dueMs
    return isLost ? [`signal ${n} to ${execution} was accepted in time, and '${path}' expired at ${sequence}`] : []
  })
}

/** A signal to a child is sent to its parent. */
function addressOf(
  execution: string,
  place: string | undefined,
  known: ReadonlyMap<string, ExecutionHistory>,
): { readonly execution: string; readonly path: string | undefined } {
  const dot = place?.lastIndexOf(".") ?? -1
  if (place === undefined || dot === -1) return { execution, path: place === "paid" ? undefined : place }
  const child = `${execution}/${place.slice(0, dot)}`
  return known.has(child) ? { execution: child, path: undefined } : { execution, path: place }
}

/** Of two messages the first is received first, where its sender had been answered before the other was sent. */
function inTurn(
  { execution, path, n }: Received,
  { received, world }: { readonly received: ReadonlyArray<Received>; readonly world: World },
): ReadonlyArray<string> {
  const index = received.findIndex((each) => each.n === n)
  const own = world.sent.find((sent) => sent.n === n)
  return received.slice(index + 1).flatMap((later) => {
    if (later.execution !== execution) return []
    const other = world.sent.find((sent) => sent.n === later.n)
    if (own?.kind !== "signal" || other?.kind !== "signal" || other.heard !== "accepted") return []
    return other.heardMs < own.sentMs
      ? [`${execution} received ${n} at '${path}' before ${later.n}, which was there first`]
      : []
  })
}

/** Steps got what was received. */
function numbersGot({ got, forgotten }: World, histories: ReadonlyArray<ExecutionHistory>): ReadonlyArray<string> {
  const received = histories.flatMap(receivedIn)
  return got.flatMap(({ execution, n }) =>
    n === 0 || forgotten.has(execution) || received.some((each) => each.execution === execution && each.n === n)
      ? []
      : [`a step of ${execution} got ${n}, which it has not received`],
  )
}

/** Whoever was told of an end was told the one there is, unless it was retried since. */
function endsTold({ toldEnds, forgotten }: World, known: ReadonlyMap<string, ExecutionHistory>): ReadonlyArray<string> {
  return toldEnds.flatMap(({ execution, end, atMs }) => {
    const history = known.get(execution)
    if (history === undefined || forgotten.has(execution)) return []
    const { status, result } = history.execution
    const isRetried = history.entries.some(({ kind, recordedMs }) => kind === "retried" && recordedMs >= atMs)
    const came = status === "completed" ? String(result ?? "undefined") : "failure"
    return isRetried || came === end ? [] : [`${execution} came to ${came}, and somebody was told ${end}`]
  })
}

/** Every moment of the schedule has started an execution, which has ended. */
function scheduled({ clock, forgotten }: World, known: ReadonlyMap<string, ExecutionHistory>): ReadonlyArray<string> {
  const nowMs = clock.currentTimeMillisUnsafe()
  const ids = [...known.keys(), ...forgotten].filter((id) => id.startsWith(`${scheduleName}@`))
  const moments = [...new Set(ids.map((id) => Date.parse(id.slice(scheduleName.length + 1))))].toSorted((a, b) => a - b)
  const gaps = moments.slice(1).flatMap((ms, index) => {
    const before = moments[index] ?? ms
    return ms - before === scheduleMs ? [] : [`the schedule has started nothing between ${before} and ${ms}`]
  })
  const last = moments.at(-1)
  const isLate = last !== undefined && last < nowMs - 2 * scheduleMs
  const unended = [...known.values()].flatMap(({ execution: { id, status, startedMs } }) =>
    id.startsWith(`${scheduleName}@`) && !ends.has(status) && startedMs < nowMs - 2 * scheduleMs
      ? [`${id} is ${status} still`]
      : [],
  )
  return [...gaps, ...(isLate ? [`the schedule has started nothing since ${last}`] : []), ...unended]
}
