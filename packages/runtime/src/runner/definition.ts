import type { AnySchema, InvalidInput, SchemaInput, SchemaType, WorkflowTimeout } from "@millrace/plan"
import type { BlockBody } from "./block.ts"
import type { Position } from "./position.ts"
import type { PlanFacts } from "./runner-type.ts"

/** What a workflow's body has in scope from the beginning. */
export interface BodyScope<Input, Vars> {
  readonly input: Input
  readonly vars: Vars
}

/** A workflow as emitted code and the interpreter hand it to `runner`. */
export interface RunnerDefinition<Input, Vars, Body extends BlockBody> {
  readonly plan: PlanFacts
  /** Decodes what the caller gives. Without it the workflow takes nothing. */
  readonly input?: AnySchema
  /** Validates what the body gives. */
  readonly output?: AnySchema
  readonly vars?: (scope: { readonly input: Input }) => Vars
  /** How long an execution may take, in milliseconds. */
  readonly timeout?: number
  /** How many activities run at once. @default any number */
  readonly concurrency?: number
  /** How long an execution should take, in milliseconds; a longer one tells so while it runs. */
  readonly sla?: number
  /** The schemas of its signals by their path in the plan, so that a message can be checked when it comes. */
  readonly signals?: Readonly<Record<string, AnySchema>>
  readonly body: (at: Position, scope: BodyScope<Input, Vars>) => Body
}

/** A definition whose types are erased. */
export type AnyDefinition = RunnerDefinition<unknown, unknown, BlockBody>

/** What a caller gives: what the schema accepts from outside. */
export type CallerInput<Input> = Input extends AnySchema ? SchemaInput<Input> : void

/** What the body gets: what the schema gives. */
export type BodyInput<Input> = Input extends AnySchema ? SchemaType<Input> : undefined

/** The failures that a workflow's own options bring in. */
export type WorkflowOptionFailure<Input, Timeout> =
  | (Input extends AnySchema ? InvalidInput : never)
  | (Timeout extends number ? WorkflowTimeout : never)
