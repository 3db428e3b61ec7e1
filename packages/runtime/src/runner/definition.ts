import type { InvalidInput, SchemaInput, SchemaType, WorkflowTimeout } from "@millrace/plan"
import type { Warning } from "../events/warn-after.ts"
import type { Permits } from "../limits/permits.ts"
import type { Timeout } from "../policies/workflow-time-limit.ts"
import type { InputSchema, OutputSchema } from "../schemas/schema-check.ts"
import type { MailboxMaker } from "../signals/make-mailbox.ts"
import type { BlockBody } from "./block.ts"
import type { Position } from "./position.ts"
import type { PlanFacts } from "./runner-type.ts"

/** What a workflow's body has in scope from the beginning. */
export interface BodyScope<Input, Vars> {
  readonly input: Input
  readonly vars: Vars
}

/**
 * A workflow as emitted code and the interpreter hand it to `runner`.
 *
 * **Details**
 *
 * What not every workflow has is a value that brings its code along (`timeLimit(10_000)`), so that a bundle holds only what
 * its workflows use.
 */
export interface RunnerDefinition<Input, Vars, Body extends BlockBody> {
  readonly plan: PlanFacts
  /** Decodes what the caller gives. Without it the workflow takes nothing. */
  readonly input?: InputSchema
  /** Validates what the body gives. */
  readonly output?: OutputSchema
  readonly vars?: (scope: { readonly input: Input }) => Vars
  /** How long an execution may take. */
  readonly timeout?: Timeout
  /** How many activities run at once. @default any number */
  readonly concurrency?: Permits
  /** How long an execution should take; a longer one tells so while it runs. */
  readonly sla?: Warning
  /** What takes messages for its signals, and for those of its children. */
  readonly signals?: MailboxMaker
  readonly body: (at: Position, scope: BodyScope<Input, Vars>) => Body
}

/** A definition whose types are erased. */
export type AnyDefinition = RunnerDefinition<unknown, unknown, BlockBody>

/** What a caller gives: what the schema accepts from outside. */
export type CallerInput<Input> = Input extends InputSchema<infer Schema> ? SchemaInput<Schema> : void

/** What the body gets: what the schema gives. */
export type BodyInput<Input> = Input extends InputSchema<infer Schema> ? SchemaType<Schema> : undefined

/** The failures that a workflow's own options bring in. */
export type WorkflowOptionFailure<Input, Limit> =
  | (Input extends InputSchema ? InvalidInput : never)
  | (Limit extends Timeout ? WorkflowTimeout : never)
