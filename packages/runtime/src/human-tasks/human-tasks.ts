import type { AnySchema, HumanTasks as Requirement, StepPath, ValueIssue } from "@millrace/plan"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

/** A question to a person. */
export interface HumanTask {
  /** The structural path of the step that asks. */
  readonly path: StepPath
  /** The name of the step that asks. */
  readonly name: string
  readonly execution: { readonly id: string; readonly workflow: string; readonly version: string | undefined }
  /** The schema that the answer is decoded with. */
  readonly form: AnySchema
  /** What the person is shown; any value. */
  readonly show: unknown
  readonly assignees: ReadonlyArray<string>
  /** How long the answer may take, in milliseconds. */
  readonly deadlineMs: number | undefined
  /** What is wrong with an answer; nothing when it fits the form. */
  readonly check: (answer: unknown) => Effect.Effect<ReadonlyArray<ValueIssue>>
}

/** What asks people, and comes back with the answer as it was given: the encoded side of the form. */
export interface HumanTasksShape {
  readonly ask: (task: HumanTask) => Effect.Effect<unknown>
  /** Whether a question can be asked again by another process without a person noticing. @default false */
  readonly isLasting?: boolean
}

/** The requirement of a workflow that asks people. */
export type HumanTasks = Requirement

/**
 * The service that asks people.
 *
 * **Example**
 *
 * ```ts
 * import { HumanTasks } from "@millrace/runtime"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 *
 * const approveAll = Layer.succeed(HumanTasks, { ask: () => Effect.succeed({ approved: true }) })
 *
 * await processDocument.provide(approveAll).run(input)
 * ```
 *
 * @since 0.1.0
 */
export const HumanTasks: Context.Service<Requirement, HumanTasksShape> = Context.Service<Requirement, HumanTasksShape>(
  "@millrace/HumanTasks",
)
