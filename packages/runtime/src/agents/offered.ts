import type { Offered } from "@millrace/plan"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { StepLife } from "../policies/attempts.ts"

/** Routes the calls of one capability. */
export interface Router {
  /** Makes one attempt with one of the agents. */
  readonly attempt: (life: StepLife, attempt: number) => Effect.Effect<unknown, unknown, unknown>
}

/** Gives the service that routes the calls of a capability; a capability's name is its identity. */
export function offered<Name extends string>(capability: Name): Context.Service<Offered<Name>, Router> {
  return Context.Service<Offered<Name>, Router>(`@millrace/Offered/${capability}`)
}
