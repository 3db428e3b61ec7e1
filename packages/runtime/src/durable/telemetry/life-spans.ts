import * as Effect from "effect/Effect"
import * as Tracer from "effect/Tracer"
import type { SpanTracker } from "./span-tracker.ts"
import { executionSpanId, traceIdOf } from "./trace-ids.ts"

/** Where something runs. */
export interface SpanPlace {
  readonly execution: string
  readonly path: string
}

/**
 * Makes the spans that the Effects of a life make part of its trace.
 *
 * **Details**
 *
 * They go to `tracer`, unless a runner was provided with one of its own, and are in the attempt whose activity makes them;
 * what is no attempt, as the undoing of a step, is in its execution.
 */
export class LifeSpans {
  readonly #tracer: Tracer.Tracer
  readonly #tracker: SpanTracker
  readonly #root: string
  readonly #traceId: string

  constructor(tracer: Tracer.Tracer, tracker: SpanTracker, root: string) {
    this.#tracer = tracer
    this.#tracker = tracker
    this.#root = root
    this.#traceId = traceIdOf(root)
  }

  /** Runs a life. */
  life<Value, Failure>(effect: Effect.Effect<Value, Failure>): Effect.Effect<Value, Failure> {
    return Effect.withTracer(this.#inside(effect, executionSpanId(this.#root)), this.#tracer)
  }

  /** Runs what an activity has given. */
  attempt<Value, Failure, Requirements>(
    effect: Effect.Effect<Value, Failure, Requirements>,
    { execution, path }: SpanPlace,
  ): Effect.Effect<Value, Failure, Requirements> {
    return this.#inside(effect, this.#tracker.attemptId(execution, path) ?? executionSpanId(execution))
  }

  #inside<Value, Failure, Requirements>(
    effect: Effect.Effect<Value, Failure, Requirements>,
    spanId: string,
  ): Effect.Effect<Value, Failure, Requirements> {
    const span = Tracer.externalSpan({ spanId, traceId: this.#traceId })
    return Effect.provideService(effect, Tracer.ParentSpan, span) as Effect.Effect<Value, Failure, Requirements>
  }
}
