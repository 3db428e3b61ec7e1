import { memoryStore, WriteRefused } from "@millrace/runtime/journal"
import type { Entry, Fault, FaultHook } from "@millrace/runtime/journal"
import type { ExecutionLife } from "@millrace/runtime/durable"
import { between, makeChance, pick } from "../../equivalence/chance.ts"
import type { Chance } from "../../equivalence/chance.ts"
import type { Compiled } from "../../equivalence/compile-programs.ts"
import {
  beginLife,
  describeEnd,
  durableRunner,
  endOf,
  quietEnd,
  sendMessages,
  startProgram,
} from "../../equivalence/live-program.ts"
import { patienceMs } from "../../equivalence/outside.ts"
import type { Run } from "../../equivalence/program.ts"
import { done, endProcess } from "../../equivalence/random-activities.ts"
import { clock } from "../../equivalence/virtual-clock.ts"
import { knownEnds, undoFaults } from "./undo-faults.ts"
import { planPathOf, undoableSteps } from "./undoable-steps.ts"
import type { UndoableStep } from "./undoable-steps.ts"

/** What a schedule came to. */
export interface Simulated {
  readonly ending: unknown
  /** All that was done and written, in order: the same for the same seed. */
  readonly trace: ReadonlyArray<string>
  readonly lives: number
  readonly faults: number
  /** What was not as promised. */
  readonly broken: ReadonlyArray<string>
}

/** The most faults of one schedule: there is a world in which disks work. */
const mostFaults = 12
/** A wait for a call begins anew in each life here, so somebody must be left to hear it. */
const mostSetAside = 25
const committedKinds: ReadonlySet<string> = new Set(["step.completed", "step.failed", "compensated"])

/** What happens to writes. */
interface Faults {
  readonly hook: FaultHook
  readonly count: () => number
  /** A life begins, which relies on nothing that was refused. */
  readonly onBegin: () => void
}

/**
 * Draws what happens to each write: whether it is refused, or its process dies before or after it. With one that is refused
 * all are that were handed over behind it, as a journal owes its callers.
 */
function drawFaults(chance: Chance, onWrite: (number: number) => void, onCrash: () => void): Faults {
  const faults: ReadonlyArray<Fault> = [
    { kind: "fail", error: new WriteRefused({ file: "in memory", problem: "disk-full" }) },
    { kind: "crash", when: "before" },
    { kind: "crash", when: "after" },
  ]
  let count = 0
  let writes = 0
  let refusal: Fault | undefined
  const hook: FaultHook = ({ operation }) => {
    if (operation === "append") onWrite((writes += 1))
    if (operation === "append" && refusal !== undefined) return refusal
    // Whoever sends a message that is not acknowledged sends it again.
    if (operation !== "append" || count >= mostFaults || chance() > 0.15) return undefined
    count += 1
    const fault = pick(chance, faults)
    if (fault.kind === "crash") onCrash()
    else refusal = fault
    return fault
  }
  return { hook, count: () => count, onBegin: () => (refusal = undefined) }
}

/** Runs a program while writes fail, processes die, and what waits is set aside, as a seed says. */
export async function simulate(
  compiled: Pick<Compiled, "program" | "interpreted">,
  run: Run,
  seed: number,
): Promise<Simulated> {
  clock.begin()
  done.length = 0
  const chance = makeChance(seed)
  const runner = durableRunner(compiled, run)
  const store = memoryStore()
  await startProgram(store.open(), compiled.program, run)
  let isCrashed = false
  let isCancelled = false
  const cancelAtWrite = chance() < 0.4 ? between(chance, 1, 60) : undefined
  const onWrite = (number: number): void => {
    if (number === cancelAtWrite) queueMicrotask(cancel)
  }
  const faults = drawFaults(chance, onWrite, () => (isCrashed = true))
  const broken: Array<string> = []
  const committed = new Map<string, number>()
  const steps = undoableSteps(compiled.program)
  const inDoubt: Array<InDoubt> = []
  let bornAt = 0
  let [lives, setAside] = [0, 0]
  let journal = store.open({ fault: faults.hook })
  let life: ExecutionLife | undefined
  const begin = async (): Promise<void> => {
    lives += 1
    faults.onBegin()
    for (const { kind, path } of await entriesIn()) {
      if (committedKinds.has(kind) && !committed.has(path)) committed.set(path, done.length)
    }
    life = await beginLife(journal, runner)
    if (isCancelled) life.cancel()
  }
  /** What can be undone, was begun by this life, and has no end in the journal. */
  const begunIn = async (told: ReadonlyArray<string>): Promise<ReadonlyArray<InDoubt>> => {
    const found: Array<InDoubt> = []
    for (const [execution, undoable] of steps) {
      const { entries = [] } = (await journal.read(execution)) ?? {}
      const known = knownEnds({ execution, entries })
      // A life that finds nothing is as the first one, which makes nothing again that waits.
      const mayWait = execution !== "test" || entries.length > 0
      const looksAt = ({ isLeft, isGated }: UndoableStep): boolean => !isLeft && (mayWait || !isGated)
      const isUndoable = (path: string): boolean =>
        undoable.some((step) => looksAt(step) && step.path === planPathOf(path.slice(execution.length + 1)))
      for (const [attempt, path] of begunAttempts(told)) {
        if (!path.startsWith(`${execution}/`) || !isUndoable(path)) continue
        if (!known.has(path) && !known.has(attempt)) found.push({ path, before: done.length })
      }
    }
    return found
  }
  const entriesIn = async (): Promise<ReadonlyArray<Entry>> => (await journal.read("test"))?.entries ?? []
  const cancel = (): void => {
    isCancelled = true
    life?.cancel()
  }
  sendMessages(compiled.program, (message) => {
    void journal.accept("test", message)
    life?.receive(message)
  })
  if (run.cancelAtMs !== undefined) clock.after(run.cancelAtMs, cancel)
  clock.after(patienceMs, cancel)
  await begin()
  let ending: unknown
  for (;;) {
    const end = await quietEnd(life)
    if (isCrashed) {
      isCrashed = false
      endProcess()
      life?.setAside()
      journal = store.open({ fault: faults.hook })
      inDoubt.push(...(await begunIn(done.slice(bornAt))))
      bornAt = done.length
      await begin()
    } else if (end?.kind === "suspended" && end.suspension.kind === "unwritten") {
      await begin()
    } else if (end !== undefined) {
      ending = describeEnd(end)
      if (end.kind === "suspended") broken.push(`it was suspended: ${end.suspension.kind}`)
      break
    } else if (life?.isIdle === true && setAside < mostSetAside && chance() < 0.3) {
      setAside += 1
      life.setAside()
      await endOf(life)
      // Its process may have died meanwhile.
      if (!isCrashed) await begin()
    } else if (!clock.advance()) {
      broken.push("nothing lets it go on")
      break
    }
  }
  while (clock.advance()) await quietEnd(undefined)
  const entries = await entriesIn()
  for (const [execution, undoable] of steps) {
    const history = await journal.read(execution)
    broken.push(...undoFaults({ execution, entries: history?.entries ?? [], steps: undoable }))
  }
  broken.push(...inDoubt.flatMap(leftInDoubt))
  const trace = [...done, ...entries.map(({ sequence, kind, path }) => `${sequence} ${kind} ${path}`)]
  broken.push(...ranAgain(committed), ...historyFaults(entries))
  // A wish to cancel, or a time limit, that came when it was about to end may be heard by a later life.
  const mayDiffer = entries.some(({ kind }) => kind === "cancelled" || kind === "timed-out")
  const again = describeEnd(await endOf(await beginLife(store.open(), runner)))
  while (clock.advance()) await quietEnd(undefined)
  if (broken.length === 0 && !mayDiffer && keptText(again) !== keptText(ending)) {
    broken.push(`it came to ${JSON.stringify(ending)}, and again to ${JSON.stringify(again)}`)
  }
  return { ending, trace, lives, faults: faults.count(), broken }
}

/** Gives what of an ending is kept: no property that is `undefined`, and of an error inside of another its tag and fields. */
function keptText(ending: unknown): string {
  return JSON.stringify(ending, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value
    const { _tag: tag, name, message: _message, ...fields } = value as Readonly<Record<string, unknown>>
    if (tag !== undefined && tag === name) return { error: tag, ...fields }
    return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== "undefined"))
  })
}

/** A step that was begun by a process that has died. */
interface InDoubt {
  readonly path: string
  /** How much had been done then. */
  readonly before: number
}

/** Gives what activities have told of the attempts that they began, each with its path. */
function begunAttempts(told: ReadonlyArray<string>): ReadonlyArray<readonly [attempt: string, path: string]> {
  return told.flatMap((what) => {
    const [, attempt, path] = / (#\d+ at (.*))$/.exec(what) ?? []
    return attempt === undefined || path === undefined ? [] : [[attempt, path] as const]
  })
}

/** What has to be made again, so that it is known. */
function leftInDoubt({ path, before }: InDoubt): ReadonlyArray<string> {
  const isMadeAgain = done.slice(before).some((what) => / #\d+ at /.test(what) && what.endsWith(` at ${path}`))
  return isMadeAgain ? [] : [`it was in flight when its process died, and was not made again: ${path}`]
}

/** What began after its outcome was in the journal of a life that began later. */
function ranAgain(committed: ReadonlyMap<string, number>): ReadonlyArray<string> {
  return [...committed].flatMap(([path, before]) =>
    done
      .slice(before)
      .filter((what) => / #\d+ at /.test(what) && what.endsWith(` at test/${path}`))
      .map((what) => `committed, and made again: ${what}`),
  )
}

function historyFaults(entries: ReadonlyArray<Entry>): ReadonlyArray<string> {
  const once = new Set<string>()
  return entries.flatMap(({ sequence, kind, path }, index) => {
    const gap = sequence === index + 1 ? [] : [`entry ${index + 1} is missing`]
    if (!/^(due|timer\.fired|step\.completed|compensated|received|expired)$/.test(kind)) return gap
    const key = `${kind} ${path}`
    const isTwice = once.has(key)
    once.add(key)
    return isTwice ? [...gap, `'${key}' is there twice`] : gap
  })
}
