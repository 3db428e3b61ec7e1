import { digestOfInput, ExecutionLife, makeOutputCodecs } from "@millrace/runtime/durable"
import type { DurableRunner, LifeEnd } from "@millrace/runtime/durable"
import { makePayloadFormat, memoryStore } from "@millrace/runtime/journal"
import type { Entry, Fault, FaultHook, Journal, MemoryStore } from "@millrace/runtime/journal"
import type { ExecutionEvent } from "@millrace/runtime"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

const format = makePayloadFormat()
const outputs = makeOutputCodecs(format)
const clock = Effect.runSync(Clock.Clock)

/** Nobody calls the webhooks of these tests. */
const urlOf = async ({ nonce }: { readonly nonce: string }): Promise<string> => `https://example.org/${nonce}`

/** The execution that these tests are about. */
export const executionId = "execution"

/** What activities act on: it outlives processes, and what a dead process would still do does not reach it. */
export class World {
  /** What was done, in order. */
  readonly done: Array<string> = []
  #life = 0

  /** The process ends, and the next one begins. */
  restart(): void {
    this.#life += 1
  }

  /** How often something was done. */
  count(what: string): number {
    return this.done.filter((each) => each === what).length
  }

  /** Does something that takes a while, and gives `value`. */
  async take<Value>(ms: number, what: string, value: Value): Promise<Value> {
    const life = this.#life
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
    if (life !== this.#life) return new Promise<never>(() => undefined)
    this.done.push(what)
    return value
  }
}

/** Starts the execution unless it is there, and gives a life of it. */
export async function liveOn(
  journal: Journal,
  runner: DurableRunner,
  { input, onEvent }: { readonly input?: unknown; readonly onEvent?: (event: ExecutionEvent) => void } = {},
): Promise<ExecutionLife> {
  const payload = format.encode(input, () => "input")
  const { name: workflow, version, digest } = runner.plan
  await journal.start({
    id: executionId,
    workflow,
    version,
    digest,
    parent: undefined,
    priority: 0,
    input: payload,
    inputDigest: digestOfInput(payload),
    startedMs: clock.currentTimeMillisUnsafe(),
  })
  const history = await journal.read(executionId)
  if (history === undefined) throw new Error("was started, and is not there")
  return new ExecutionLife({ journal, format, outputs, clock, urlOf }, { history, runner, ...(onEvent && { onEvent }) })
}

/** What became of an execution over all its lives. */
export interface Lived {
  readonly end: LifeEnd
  readonly entries: ReadonlyArray<Entry>
  /** How many writes the first life made before it ended. */
  readonly writes: number
  /** For each life that died, what of the execution was on the disk then, and how much had been done. */
  readonly left: ReadonlyArray<{ readonly entries: ReadonlyArray<Entry>; readonly done: number }>
}

/** Runs an execution until it ends, in a new process whenever one dies of the fault. */
export async function liveThrough(
  store: MemoryStore,
  runner: DurableRunner,
  {
    world,
    faults = () => undefined,
    input,
  }: {
    readonly world?: World
    /** Gives what happens to a write of a life, which counts from 1. */
    readonly faults?: (life: number, write: number) => Fault | undefined
    readonly input?: unknown
  } = {},
): Promise<Lived> {
  let writes = 0
  const left: Array<Lived["left"][number]> = []
  for (let life = 1; ; life++) {
    let die: () => void = () => undefined
    const died = new Promise<undefined>((resolve) => {
      die = () => resolve(undefined)
    })
    const fault: FaultHook = ({ number }) => {
      if (life === 1) writes = number
      const found = faults(life, number)
      if (found?.kind === "crash") setImmediate(die)
      return found
    }
    const journal = store.open({ fault })
    const history = await journal.read(executionId)
    if (life > 1) left.push({ entries: history?.entries ?? [], done: world?.done.length ?? 0 })
    const begun = liveOn(journal, runner, { input })
    const end = await Promise.race([begun.then((each) => each.ended), died])
    if (end !== undefined) {
      const { entries = [] } = (await journal.read(executionId)) ?? {}
      return { end, entries, writes, left }
    }
    world?.restart()
    void begun.then((each) => each.setAside())
  }
}

/** Makes a store, and runs an execution in it. */
export function live(
  runner: DurableRunner,
  options: Parameters<typeof liveThrough>[2] = {},
): Promise<Lived & { readonly store: MemoryStore }> {
  const store = memoryStore()
  return liveThrough(store, runner, options).then((lived) => ({ ...lived, store }))
}
