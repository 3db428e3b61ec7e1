import { digestOfInput, ExecutionLife, makeOutputCodecs } from "@millrace/runtime/durable"
import type { DurableRunner, LifeEnd } from "@millrace/runtime/durable"
import { makePayloadFormat, memoryStore } from "@millrace/runtime/journal"
import type { Journal } from "@millrace/runtime/journal"
import type { Compiled } from "./compile-programs.ts"
import { signalsIn } from "./model-mailbox.ts"
import { comparable } from "./observed.ts"
import { patienceMs } from "./outside.ts"
import type { Run } from "./program.ts"
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
  readonly again: unknown
  /** What the later life did although its outcome was in the journal. */
  readonly repeated: ReadonlyArray<string>
}

/** Runs a program durably, and once more from its journal. */
export async function liveProgram({ program, interpreted }: Compiled, run: Run): Promise<Lived> {
  clock.begin()
  done.length = 0
  const runner: DurableRunner = {
    plan: { name: program.name, digest: "random", steps: [] },
    effect: (input, options) =>
      interpreted.provide(everybody([])).effect(input, { executionId: "test", ...options, ...varsOf(program, run) }),
  }
  const store = memoryStore()
  const first = store.open()
  const input = format.encode({ n: run.n }, () => "input")
  await first.start({
    id: "test",
    workflow: program.name,
    version: undefined,
    digest: "random",
    parent: undefined,
    priority: 0,
    input,
    inputDigest: digestOfInput(input),
    startedMs: clock.currentTimeMillisUnsafe(),
  })
  const life = await begin(first, runner)
  for (const { path, messages } of signalsIn(program.body, "")) {
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
      clock.after(atMs, () => life.receive({ ...message, receivedMs: clock.currentTimeMillisUnsafe() }))
    }
  }
  if (run.cancelAtMs !== undefined) clock.after(run.cancelAtMs, () => life.cancel())
  clock.after(patienceMs, () => life.cancel())
  const ending = await endOf(life)
  const before = done.length
  const committed = ((await first.read("test"))?.entries ?? []).flatMap(({ kind, path }) =>
    kind === "step.completed" || kind === "step.failed" || kind === "compensated" ? [path] : [],
  )
  const again = await endOf(await begin(store.open(), runner))
  const isCommitted = (what: string): boolean => committed.some((path) => what.endsWith(` at test/${path}`))
  return { ending, again, repeated: done.slice(before).filter(isCommitted) }
}

async function begin(journal: Journal, runner: DurableRunner): Promise<ExecutionLife> {
  const history = await journal.read("test")
  if (history === undefined) throw new Error("was started, and is not there")
  return new ExecutionLife({ journal, format, outputs, clock }, { history, runner })
}

async function endOf(life: ExecutionLife): Promise<unknown> {
  let end: LifeEnd | undefined
  void life.ended.then((ended) => (end = ended))
  do {
    for (let turn = 0; turn < quietTurns; turn++) await new Promise((resolve) => setImmediate(resolve))
  } while (clock.advance())
  if (end === undefined) return "no end"
  if (end.kind === "suspended") return end.suspension
  return comparable({ ending: describeExit(end.exit), events: [], done: [], told: [] }).ending
}
