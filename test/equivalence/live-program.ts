import { digestOfInput, ExecutionLife, makeOutputCodecs } from "@millrace/runtime/durable"
import type { DurableRunner, LifeEnd } from "@millrace/runtime/durable"
import { makePayloadFormat, memoryStore } from "@millrace/runtime/journal"
import type { Journal, Message } from "@millrace/runtime/journal"
import type { Compiled } from "./compile-programs.ts"
import { signalsIn } from "./model-mailbox.ts"
import { comparable } from "./observed.ts"
import { patienceMs } from "./outside.ts"
import type { Program, Run } from "./program.ts"
import { done } from "./random-activities.ts"
import { describeExit, everybody, varsOf } from "./run-program.ts"
import { clock } from "./virtual-clock.ts"

const format = makePayloadFormat()
const outputs = makeOutputCodecs(format)
/** The turns of the event loop after which nothing happens any more without time passing. */
const quietTurns = 400

/** What an execution came to, and what a later life came to from its journal. */
export interface Lived {
  readonly ending: unknown
  /** What was done whose outcome is in the journal, each with its time. */
  readonly done: ReadonlyArray<string>
  /** All that was done until it ended, each with its time. */
  readonly world: ReadonlyArray<string>
  /** How many lives it took. */
  readonly lives: number
  readonly again: unknown
  /** What the later life did although its outcome was in the journal. */
  readonly repeated: ReadonlyArray<string>
}

/** Whether a life ends wherever it only waits, and a new one goes on. */
export interface LiveOptions {
  readonly isSetAside?: boolean
}

/** Runs a program durably, and once more from its journal. */
export async function liveProgram(
  { program, interpreted }: Pick<Compiled, "program" | "interpreted">,
  run: Run,
  { isSetAside = false }: LiveOptions = {},
): Promise<Lived> {
  clock.begin()
  done.length = 0
  const runner = durableRunner({ program, interpreted }, run)
  const store = memoryStore()
  const first = store.open()
  await startProgram(first, program, run)
  const lives = new Lives(first, runner)
  await lives.begin()
  sendMessages(program, (message) => lives.receive(message))
  if (run.cancelAtMs !== undefined) clock.after(run.cancelAtMs, () => lives.current?.cancel())
  clock.after(patienceMs, () => lives.current?.cancel())
  const ending = await lives.untilEnd(isSetAside)
  const before = done.length
  const committed = ((await first.read("test"))?.entries ?? []).flatMap(({ kind, path }) =>
    kind === "step.completed" || kind === "step.failed" || kind === "compensated" ? [path] : [],
  )
  const later = new Lives(store.open(), runner)
  await later.begin()
  const again = await later.untilEnd(false)
  const isCommitted = (what: string): boolean => committed.some((path) => what.endsWith(` at test/${path}`))
  const repeated = done.slice(before).filter(isCommitted)
  const kept = done.slice(0, before).filter(isCommitted).toSorted()
  const world = done.slice(0, before).toSorted()
  return { ending, done: kept, world, lives: lives.count, again, repeated }
}

/** Gives the runner of a program, provided with everybody it needs. */
export function durableRunner(
  { program, interpreted }: Pick<Compiled, "program" | "interpreted">,
  run: Run,
): DurableRunner {
  return {
    plan: { name: program.name, digest: "random", steps: [] },
    effect: (input, options) =>
      interpreted.provide(everybody([])).effect(input, { executionId: "test", ...options, ...varsOf(program, run) }),
  }
}

/** Starts the execution that is run. */
export async function startProgram(journal: Journal, { name: workflow }: Program, { n }: Run): Promise<void> {
  const input = format.encode({ n }, () => "input")
  await journal.start({
    id: "test",
    workflow,
    version: undefined,
    digest: "random",
    parent: undefined,
    priority: 0,
    input,
    inputDigest: digestOfInput(input),
    startedMs: clock.currentTimeMillisUnsafe(),
  })
}

/** Sends the messages of a program, each when its time has come. */
export function sendMessages({ body }: Program, send: (message: Message) => void): void {
  for (const { path, messages } of signalsIn(body, "")) {
    for (const [index, { atMs, value, fits }] of messages.entries()) {
      const payload = JSON.stringify({ value: fits ? value : "no number" })
      const message = {
        id: `${path} ${index}`,
        kind: "signal",
        address: path,
        payload,
        digest: "",
        source: "test",
      } as const
      clock.after(atMs, () => send({ ...message, receivedMs: clock.currentTimeMillisUnsafe() }))
    }
  }
}

/** Begins a life of the execution. */
export async function beginLife(journal: Journal, runner: DurableRunner): Promise<ExecutionLife> {
  const history = await journal.read("test")
  if (history === undefined) throw new Error("was started, and is not there")
  return new ExecutionLife({ journal, format, outputs, clock }, { history, runner })
}

/** The lives of one execution, one after the other. */
class Lives {
  readonly #journal: Journal
  readonly #runner: DurableRunner
  current: ExecutionLife | undefined
  count = 0

  constructor(journal: Journal, runner: DurableRunner) {
    this.#journal = journal
    this.#runner = runner
  }

  async begin(): Promise<void> {
    this.count += 1
    this.current = await beginLife(this.#journal, this.#runner)
  }

  /** Keeps a message, and gives it to the life there is. */
  receive(message: Message): void {
    void this.#journal.accept("test", message)
    this.current?.receive(message)
  }

  /** Gives what the execution comes to, when no time passes any more. */
  async untilEnd(isSetAside: boolean): Promise<unknown> {
    let end: LifeEnd | undefined
    do {
      end = await quietEnd(this.current)
      if (end !== undefined || !isSetAside || this.current?.isIdle !== true) continue
      this.current.setAside()
      await endOf(this.current)
      await this.begin()
      end = await quietEnd(this.current)
    } while (clock.advance())
    return end === undefined ? "no end" : describeEnd(end)
  }
}

/** Lets everything happen that can without time passing, and gives the end of a life when that has come. */
export async function quietEnd(life: ExecutionLife | undefined): Promise<LifeEnd | undefined> {
  let end: LifeEnd | undefined
  void life?.ended.then((ended) => (end = ended))
  for (let turn = 0; turn < quietTurns; turn++) await new Promise((resolve) => setImmediate(resolve))
  return end
}

/** Lets time pass until a life has ended: what it has acquired takes a while to be released. */
export async function endOf(life: ExecutionLife): Promise<LifeEnd> {
  for (;;) {
    const end = await quietEnd(life)
    if (end !== undefined) return end
    if (!clock.advance()) return { kind: "suspended", suspension: { kind: "set-aside" } }
  }
}

export function describeEnd(end: LifeEnd): unknown {
  if (end.kind === "suspended") return end.suspension
  return comparable({ ending: describeExit(end.exit), events: [], done: [], told: [] }).ending
}
