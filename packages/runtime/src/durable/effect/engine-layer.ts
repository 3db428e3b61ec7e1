import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import type { Engine } from "../engine.ts"
import type { CloseOptions, EngineOptions } from "../engine-options.ts"
import { DurableEngine } from "./durable-engine.ts"
import type { EngineEffects } from "./durable-engine.ts"
import type { OpenFailure, WaitFailure } from "./engine-failures.ts"

/** Makes the layer of an engine, which is open as long as the layer is. */
export function engineLayer(
  open: (options: EngineOptions) => Promise<Engine>,
  { graceMs, ...options }: EngineOptions & CloseOptions,
): Layer.Layer<DurableEngine, OpenFailure> {
  const opened = Effect.flatMap(Clock.Clock, (clock) =>
    Effect.acquireRelease(
      tagged<Engine, OpenFailure>(() => open({ clock, ...options })),
      (engine) => Effect.promise(() => engine.close(graceMs === undefined ? {} : { graceMs })),
    ),
  )
  return Layer.effect(DurableEngine, Effect.map(opened, effectsOf))
}

function effectsOf(engine: Engine): EngineEffects {
  const resultOf = (id: string): Effect.Effect<unknown, unknown> =>
    Effect.flatMap(
      tagged<Exit.Exit<unknown, unknown>, WaitFailure>(() => engine.exit(id)),
      (exit) => exit,
    )
  return {
    engine,
    start: (runner, input, options) =>
      Effect.map(
        tagged(() => engine.start(runner, input, options)),
        // What it comes to is what the runner says.
        ({ id, isNew }) => ({ id, isNew, result: resultOf(id) as never }),
      ),
    result: resultOf,
    read: (id) => tagged(() => engine.read(id)),
    list: (request) => tagged(() => engine.list(request)),
    signal: (execution, name, payload, options) => tagged(() => engine.signal(execution, name, payload, options)),
    tasks: (request) => tagged(() => engine.tasks(request)),
    complete: (token, answer) => tagged(() => engine.complete(token, answer)),
    handleWebhook: (request) => tagged(() => engine.handleWebhook(request)),
    cancel: (id) => tagged(() => engine.cancel(id)),
    resume: (id) => tagged(() => engine.resume(id)),
    retry: (id) => tagged(() => engine.retry(id)),
    schedules: tagged(() => engine.schedules()),
  }
}

/** A rejection with a tag is a failure, which the caller's type names; any other is a defect. */
function tagged<Value, Failure>(attempt: () => Promise<Value>): Effect.Effect<Value, Failure> {
  const attempted = Effect.tryPromise({ try: attempt, catch: (problem) => problem })
  // The caller's type names those that are left.
  return Effect.mapError(Effect.tapError(attempted, dieUntagged), (problem) => problem as Failure)
}

function dieUntagged(problem: unknown): Effect.Effect<void> {
  return problem instanceof Error && "_tag" in problem ? Effect.void : Effect.die(problem)
}
