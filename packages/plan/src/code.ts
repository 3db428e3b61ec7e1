import type { AnyActivity } from "./activity.ts"
import type { AnyCapability } from "./capability.ts"
import type { AnyResource } from "./resource.ts"
import type { AnySchema } from "./schema.ts"
import type { Pool, RateLimit } from "./shared-limits.ts"
import type { AnyWorkflow } from "./workflow.ts"

/**
 * What a producer of plans puts where the author's own code stands.
 *
 * **Details**
 *
 * The builder has live values (`LiveCode`), the compiler has pieces of source. Everything else of a plan is the same
 * plain data in both, which is why both give the same plan JSON and digest.
 */
export interface Code {
  /** A pure function of the scope: a mapping, predicate, or key. */
  readonly mapping: unknown
  readonly schema: unknown
  readonly activity: Named
  readonly capability: Named
  readonly resource: Named
  readonly pool: Named
  readonly rateLimit: Named
  readonly workflow: Named
}

/** A value of the author's that a plan knows by name. */
export interface Named {
  readonly name: string
}

/** A scope at run time: the results of earlier steps by name, with `input`, `vars` and what the block adds. */
export type ScopeValues = Readonly<Record<string, unknown>>

/** The author's code as the running program has it. */
export interface LiveCode extends Code {
  readonly mapping: (scope: never, second?: never) => unknown
  readonly schema: AnySchema
  readonly activity: AnyActivity
  readonly capability: AnyCapability
  readonly resource: AnyResource
  readonly pool: Pool
  readonly rateLimit: RateLimit
  readonly workflow: AnyWorkflow
}
