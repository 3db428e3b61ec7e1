import type { Entry, ExecutionHistory, Journal } from "@millrace/runtime/journal"
import type { Chance } from "../../equivalence/chance.ts"
import type { VirtualClock } from "../../equivalence/virtual-clock.ts"
import type { SimulatedProcess } from "./simulated-process.ts"

/** A message as its sender knows it. Every one has a number of its own. */
export interface Sent {
  readonly kind: "signal" | "answer" | "call"
  readonly execution: string
  /** The path of the step that it is for; of a call nobody but the engine knows it. */
  readonly place: string | undefined
  readonly n: number
  readonly sentMs: number
  /** What its sender was told: refused only where nobody was left without an answer before. */
  heard: "nothing" | "accepted" | "refused"
  heardMs: number
  wasUnheard: boolean
}

/** What somebody was told that an execution has come to. */
export interface ToldEnd {
  readonly execution: string
  readonly end: string
  readonly atMs: number
}

/** Everything outside of the engine, as it is in one simulation. */
export interface World {
  readonly clock: VirtualClock
  readonly chance: Chance
  /** All that happens, in order: the same for the same seed. */
  readonly trace: Array<string>
  /** What was not as promised. */
  readonly broken: Set<string>
  process: SimulatedProcess | undefined
  /** What is booked now, by the execution that has booked it. */
  readonly bookings: Map<string, Set<string>>
  /** The URLs that were announced, by execution. */
  readonly urls: Map<string, ReadonlyArray<string>>
  /** Executions of which what they fail of has been mended. */
  readonly mended: Set<string>
  /** The numbers that steps got of the messages they waited for. */
  readonly got: Array<{ readonly execution: string; readonly n: number }>
  readonly sent: Array<Sent>
  readonly toldEnds: Array<ToldEnd>
  readonly started: Set<string>
  readonly cancelled: Set<string>
  /** Executions that may have been forgotten. */
  readonly forgotten: Set<string>
}

export function makeWorld(clock: VirtualClock, chance: Chance): World {
  return {
    clock,
    chance,
    trace: [],
    broken: new Set(),
    process: undefined,
    bookings: new Map(),
    urls: new Map(),
    mended: new Set(),
    got: [],
    sent: [],
    toldEnds: [],
    started: new Set(),
    cancelled: new Set(),
    forgotten: new Set(),
  }
}

let current: World | undefined

/** Lets activities act in a world from now on. */
export function enter(world: World | undefined): void {
  current = world
}

/** The world in which activities act. */
export function here(): World {
  if (current === undefined) throw new Error("an activity runs outside of a simulation")
  return current
}

/** Writes down what happens. */
export function note(world: World, what: string): void {
  world.trace.push(`${world.clock.sinceBeginningMs()} ${what}`)
}

/** An activity that begins. */
export interface Beginning {
  readonly execution: string
  readonly path: string
  readonly attempt: number
  readonly kind: "step" | "compensation"
}

/** Notes that an activity begins, and looks whether it may: not after its outcome, nor before its attempt is due. */
export function begins(world: World, beginning: Beginning): SimulatedProcess {
  const { process } = world
  if (process === undefined) throw new Error("an activity runs outside of a process")
  const { execution, path, attempt, kind } = beginning
  note(world, `${execution} ${path} ${kind} #${attempt}`)
  const nowMs = world.clock.currentTimeMillisUnsafe()
  const journal: Journal | undefined = process.journal
  void journal?.read(execution).then((history) => {
    for (const problem of tooSoon(history, beginning, nowMs)) world.broken.add(problem)
    return undefined
  })
  return process
}

const outcomes = {
  step: new Set(["step.completed", "step.failed"]),
  compensation: new Set(["compensated", "compensation.failed"]),
}

function tooSoon(
  history: ExecutionHistory | undefined,
  { execution, path, kind, attempt }: Beginning,
  nowMs: number,
): ReadonlyArray<string> {
  if (history === undefined) return [`${execution} runs '${path}', and is not there`]
  const entries = counting(history.entries).filter((entry) => entry.path === path)
  const again = entries.filter((entry) => outcomes[kind].has(entry.kind))
  const last = entries.findLast((entry) => entry.kind === "retrying")
  const dueMs = last === undefined ? undefined : momentIn(last)
  const isEarly = kind === "step" && attempt > 1 && dueMs !== undefined && nowMs < dueMs
  return [
    ...again.map((entry) => `${execution} has '${entry.kind}' of '${path}' at ${entry.sequence}, and began it again`),
    ...(isEarly ? [`${execution} began attempt ${attempt} of '${path}' ${dueMs - nowMs} ms early`] : []),
  ]
}

/** Gives the entries that no retry has taken back. */
export function counting(entries: ReadonlyArray<Entry>): ReadonlyArray<Entry> {
  const gone = new Set(
    entries.flatMap(({ kind, payload }) =>
      // The engine writes them so.
      kind === "retried" ? (JSON.parse(String(payload)) as { readonly again: ReadonlyArray<number> }).again : [],
    ),
  )
  return entries.filter(({ kind, sequence }) => kind !== "retried" && !gone.has(sequence))
}

/** Gives the moment that an entry says something is due. */
export function momentIn({ payload }: Entry): number | undefined {
  const text = /\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(String(payload))?.[0]
  return text === undefined ? undefined : Date.parse(text)
}
