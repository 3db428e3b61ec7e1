import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import type { EventFacts, ExecutionEvent } from "../events/event.ts"
import { endingOf, failureFacts } from "../events/failure-facts.ts"
import { durationSince, makeObserver } from "../events/observer.ts"
import { watchSla } from "../events/watch-sla.ts"
import type { Mailbox } from "../signals/mailbox.ts"
import { WorkflowTimeout } from "../failures/workflow-timeout.ts"
import { execute, permitsOf } from "./execute.ts"
import type { CompiledDefinition } from "./execute.ts"
import { Execution } from "./execution.ts"
import type { ExecutionFacts } from "./execution.ts"
import type { EffectOptions } from "./runner-type.ts"

/** A layer whose types are erased. */
export type AnyLayer = Layer.Layer<unknown, unknown, unknown>

/** What is run, with what it was provided with. */
export interface Program {
  readonly compiled: CompiledDefinition
  readonly layers: ReadonlyArray<AnyLayer>
}

/** One execution to begin. */
export interface Beginning {
  readonly facts: ExecutionFacts
  readonly input: unknown
  readonly options: EffectOptions
  /** Whether the caller has cancelled it before it could begin. */
  readonly cancelled: boolean
  readonly mailbox?: Mailbox
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Begins an execution.
 *
 * **Details**
 *
 * With nobody watching it runs at once as far as it comes, and the Effect is an `Exit` when that is the end. With an
 * observer, or with services to build first, it begins when the Effect does.
 */
export function begin(program: Program, beginning: Beginning): AnyEffect {
  const { onEvent } = beginning.options
  if (onEvent !== undefined) return observed(program, beginning, onEvent)
  if (program.layers.length === 0) return unobserved(program, beginning)
  return provided(
    program,
    Effect.suspend(() => unobserved(program, beginning)),
  )
}

function unobserved({ compiled }: Program, { facts, input, options, cancelled, mailbox }: Beginning): AnyEffect {
  if (cancelled) return Exit.interrupt()
  const permits = permitsOf(compiled.definition)
  const execution = new Execution({ facts, observer: undefined, permits, mailbox })
  return execute(compiled, { execution, input, vars: options.vars })
}

function observed(program: Program, beginning: Beginning, onEvent: (event: ExecutionEvent) => void): AnyEffect {
  const { compiled } = program
  const { facts, input, options, cancelled, mailbox } = beginning
  return Effect.flatMap(Clock.Clock, (clock) => {
    const observer = makeObserver(facts, clock, onEvent)
    const startedMs = observer.now()
    observer.emit("", { type: "execution.started" })
    const permits = permitsOf(compiled.definition)
    const execution = new Execution({ facts, observer, permits, mailbox })
    const executed = Effect.suspend(() =>
      cancelled ? Exit.interrupt() : execute(compiled, { execution, input, vars: options.vars }),
    )
    const { sla: slaMs } = compiled.definition
    const watched = slaMs === undefined ? executed : watchSla(executed, { observer, startedMs, slaMs })
    return Effect.onExit(provided(program, watched), (exit) =>
      Effect.sync(() => observer.emit("", executionEnd(exit, facts, durationSince(observer, startedMs)))),
    )
  })
}

function provided({ layers }: Program, effect: AnyEffect): AnyEffect {
  return layers.reduce((inner, layer) => Effect.provide(inner, layer), effect)
}

function executionEnd(exit: Exit.Exit<unknown, unknown>, facts: ExecutionFacts, durationMs: number): EventFacts {
  if (exit._tag === "Success") return { type: "execution.completed", durationMs }
  const ending = endingOf(exit.cause)
  if (ending.kind === "cancelled") return { type: "execution.cancelled", durationMs }
  const timedOut = ending.error instanceof WorkflowTimeout && ending.error.workflow === facts.workflow
  const type = timedOut ? "execution.timed-out" : "execution.failed"
  return { type, durationMs, failure: failureFacts(ending.error) }
}
