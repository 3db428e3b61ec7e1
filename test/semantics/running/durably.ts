import type { AnyWorkflow, WorkflowInput, WorkflowRequirements } from "@millrace/plan"
import type { ExecutionEvent } from "@millrace/runtime"
import { digestOfInput, ExecutionLife, makeOutputCodecs } from "@millrace/runtime/durable"
import type { DurableRunner, LifeEnd } from "@millrace/runtime/durable"
import { makePayloadFormat, memoryStore } from "@millrace/runtime/journal"
import type { Journal } from "@millrace/runtime/journal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import type { AnyRunner } from "./both.ts"
import type { VirtualTime } from "./virtual-time.ts"

const format = makePayloadFormat()
const outputs = makeOutputCodecs(format)

/** How an execution is run durably. */
export interface DurableOptions<W extends AnyWorkflow> {
  readonly input: WorkflowInput<W>
  readonly layer: Layer.Layer<WorkflowRequirements<W>>
  readonly time: VirtualTime
  readonly onEvent: (event: ExecutionEvent) => void
  readonly vars: Readonly<Record<string, unknown>> | undefined
}

/** An execution that runs durably. */
export interface DurableExecution {
  readonly ended: Promise<Exit.Exit<unknown, unknown>>
  readonly cancel: () => void
  /** Runs it once more, from what its journal has when it has ended. */
  readonly again: () => Promise<Exit.Exit<unknown, unknown>>
}

/** Runs an execution in a journal in memory. */
export async function runDurably<W extends AnyWorkflow>(
  runner: AnyRunner<W>,
  { input, layer, time, onEvent, vars }: DurableOptions<W>,
): Promise<DurableExecution> {
  const store = memoryStore()
  const journal = store.open()
  const clock = Effect.runSync(Effect.provide(Clock.Clock, time.layer))
  const payload = format.encode(input, () => "input")
  const { name: workflow, version, digest } = runner.plan
  await journal.start({
    id: "execution",
    workflow,
    version,
    digest,
    parent: undefined,
    priority: 0,
    input: payload,
    inputDigest: digestOfInput(payload),
    startedMs: clock.currentTimeMillisUnsafe(),
  })
  const provided: DurableRunner = {
    plan: runner.plan,
    effect: (given, options) =>
      Effect.provide(
        Effect.provide(runner.effect(given, { ...options, ...(vars === undefined ? {} : { vars }) }), layer),
        time.layer,
      ),
  }
  const live = async (within: Journal, watch: Partial<Pick<DurableOptions<W>, "onEvent">>): Promise<ExecutionLife> => {
    const history = await within.read("execution")
    if (history === undefined) throw new Error("was started, and is not there")
    return new ExecutionLife({ journal: within, format, outputs, clock }, { history, runner: provided, ...watch })
  }
  const life = await live(journal, { onEvent })
  return {
    cancel: () => life.cancel(),
    ended: life.ended.then(exitOf),
    again: async () => exitOf(await (await live(store.open(), {})).ended),
  }
}

function exitOf(end: LifeEnd): Exit.Exit<unknown, unknown> {
  if (end.kind === "ended") return end.exit
  const { suspension } = end
  return Exit.die(suspension.kind === "set-aside" ? "set aside" : suspension.failure)
}
