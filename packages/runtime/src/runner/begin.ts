import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { clockOf } from "../events/clock.ts"
import type { EventFacts, ExecutionEvent } from "../events/event.ts"
import { endingOf, failureFacts, tagOf } from "../events/failure-facts.ts"
import { durationSince, makeObserver } from "../events/observer.ts"
import type { WorkflowTimeout } from "../failures/workflow-timeout.ts"
import type { Mailbox } from "../signals/mailbox.ts"
import { execute } from "./execute.ts"
import type { AnyDefinition } from "./definition.ts"
import { Execution } from "./execution.ts"
import type { ExecutionFacts } from "./execution.ts"
import { providing } from "./provide-layer.ts"
import type { AnyLayer } from "./provide-layer.ts"
import type { Recorder } from "./recorder.ts"
import type { EffectOptions } from "./runner-type.ts"

/** What is run, with what it was provided with. */
export interface Program {
  readonly definition: AnyDefinition
  readonly layers: ReadonlyArray<AnyLayer>
}

/** One execution to begin. */
export interface Beginning {
  readonly facts: ExecutionFacts
  readonly input: unknown
  readonly options: EffectOptions
  /** Whether the caller has cancelled it before it could begin. */
  readonly cancelled: boolean
  readonly mailbox?: Mailbox | undefined
  readonly recorder?: Recorder | undefined
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
  return providing(
    program.layers,
    Effect.suspend(() => unobserved(program, beginning)),
  )
}

function unobserved({ definition }: Program, beginning: Beginning): AnyEffect {
  const { facts, input, options, cancelled, mailbox, recorder } = beginning
  if (cancelled) return Exit.interrupt()
  const permits = definition.concurrency?.()
  const execution = new Execution(facts, undefined, permits, mailbox, recorder)
  return execute(definition, { execution, input, vars: options.vars })
}

function observed(program: Program, beginning: Beginning, onEvent: (event: ExecutionEvent) => void): AnyEffect {
  const { definition, layers } = program
  const { facts, input, options, cancelled, mailbox, recorder } = beginning
  return Effect.withFiber((fiber) => {
    const observer = makeObserver(facts, clockOf(fiber), onEvent)
    const startedMs = observer.now()
    if (recorder?.isLater !== true) observer.emit("", { type: "execution.started" })
    const permits = definition.concurrency?.()
    const execution = new Execution(facts, observer, permits, mailbox, recorder)
    const executed = Effect.suspend(() =>
      cancelled ? Exit.interrupt() : execute(definition, { execution, input, vars: options.vars }),
    )
    const watched = definition.sla === undefined ? executed : definition.sla(executed, observer, startedMs)
    return Effect.onExit(providing(layers, watched), (exit) => {
      if (recorder?.isSuspended === true) return Effect.void
      observer.emit("", executionEnd(exit, facts, durationSince(observer, startedMs)))
      return Effect.void
    })
  })
}

function executionEnd(exit: Exit.Exit<unknown, unknown>, facts: ExecutionFacts, durationMs: number): EventFacts {
  if (exit._tag === "Success") return { type: "execution.completed", durationMs }
  const ending = endingOf(exit.cause)
  if (ending.kind === "cancelled") return { type: "execution.cancelled", durationMs }
  const { error } = ending
  const timedOut = tagOf(error) === "WorkflowTimeout" && (error as WorkflowTimeout).workflow === facts.workflow
  const type = timedOut ? "execution.timed-out" : "execution.failed"
  return { type, durationMs, failure: failureFacts(error) }
}
