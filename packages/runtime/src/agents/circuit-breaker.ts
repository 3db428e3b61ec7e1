import type { DurationInput } from "@millrace/plan"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import { policyMillis } from "../policies/policy-millis.ts"

/** When the circuit of an agent opens, and for how long. */
export interface CircuitOptions {
  /** Failed calls in a row that open it. @default 5 */
  readonly failures?: number
  /** How long it stays open before one call may try again. @default "30 seconds" */
  readonly openFor?: DurationInput
}

/** The circuits of agents, by name. */
export interface Circuits {
  /** Whether a call may be made now. */
  readonly isClosed: (name: string) => Effect.Effect<boolean>
  /** Makes a call, and counts how it ended; `rejected` is what it fails with when the circuit has opened meanwhile. */
  readonly guard: (
    name: string,
    call: Effect.Effect<unknown, unknown, unknown>,
    rejected: () => unknown,
  ) => Effect.Effect<unknown, unknown, unknown>
}

/** Makes closed circuits. Effect's circuit breaker is loaded when the first call needs it, for a quick start. */
export function makeCircuits({ failures = 5, openFor = "30 seconds" }: CircuitOptions): Effect.Effect<Circuits> {
  const openMs = policyMillis(openFor)
  return Effect.flatMap(
    Effect.promise(() => import("effect/persistence/CircuitBreaker")),
    (module) => {
      const { consecutive, CircuitBreakerError, layerStoreMemory, make } = module
      const made = make({ tripPolicy: consecutive(failures), openDuration: openMs })
      const scoped = Scope.provide(Effect.provide(made, layerStoreMemory()), Scope.makeUnsafe())
      return Effect.map(scoped, (breaker) => ({
        isClosed: (name) =>
          Effect.map(Effect.orDie(breaker.state(name)), (state) => {
            if (state._tag === "Closed") return true
            return state._tag === "HalfOpen" ? !state.probing : Duration.toMillis(state.retryAfter) <= 0
          }),
        guard: (name, call, rejected) =>
          Effect.mapError(breaker.execute(call, { key: name }), (error) =>
            error instanceof CircuitBreakerError ? rejected() : error,
          ),
      }))
    },
  )
}
