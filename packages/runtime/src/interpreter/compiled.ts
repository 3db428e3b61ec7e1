import type { AnyWorkflow, RetryPolicy } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import type { BlockBody } from "../runner/block.ts"
import type { ChildRunner } from "../verbs/child.ts"
import type { Position } from "../runner/position.ts"
import type { MappingScope } from "./scope.ts"

/** A block ready to run in a scope. */
export type CompiledBlock = (at: Position, scope: MappingScope) => BlockBody

/** A node ready to run in a scope. */
export interface CompiledNode {
  readonly run: (at: Position, scope: MappingScope) => Effect.Effect<unknown, unknown, unknown>
  /** Gives the scope of the next node: this one's value under its name. */
  readonly bind: (scope: MappingScope, value: unknown) => MappingScope
  /** Gives the value of a block that ends with this node from what the node came to. */
  readonly valueOf: (given: unknown) => unknown
}

/** What a workflow's nodes are compiled with. */
export interface CompileOptions {
  /** The workflow's retry policy. */
  readonly defaultRetry: RetryPolicy | undefined
  /** Whether nodes begin as soon as what they read is there. */
  readonly isDataflow: boolean
  /** Gives the runner of a workflow that a `child` runs. */
  readonly runnerOf: (workflow: AnyWorkflow) => ChildRunner<unknown, unknown, unknown, unknown>
}
