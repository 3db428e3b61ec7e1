import type { Plan } from "./plan.ts"

declare const types: unique symbol

/**
 * A finished workflow: its plan, and the types of what goes in and comes out.
 *
 * **Details**
 *
 * `Input` is what a caller gives (the encoded side of the `input` schema), `Output` what the caller gets, `Failure` the
 * union of typed failures that are left, `Requirements` the services to be provided before it can run.
 */
export interface Workflow<in Input, out Output, out Failure, out Requirements> {
  readonly kind: "workflow"
  readonly name: string
  readonly plan: Plan
  /** Carries the types; never present at run time. */
  readonly [types]?: {
    readonly input: (input: Input) => void
    readonly output: Output
    readonly failure: Failure
    readonly requirements: Requirements
  }
}

/** Any workflow, whatever it takes and gives. */
export type AnyWorkflow = Workflow<never, unknown, unknown, unknown>

/** What a caller of this workflow gives. */
export type WorkflowInput<W> = W extends Workflow<infer Input, infer _O, infer _F, infer _R> ? Input : never
/** What a caller of this workflow gets. */
export type WorkflowOutput<W> = W extends Workflow<infer _I, infer Output, infer _F, infer _R> ? Output : never
/** What this workflow can fail with. */
export type WorkflowFailure<W> = W extends Workflow<infer _I, infer _O, infer Failure, infer _R> ? Failure : never
/** The services this workflow needs. */
export type WorkflowRequirements<W> = W extends Workflow<infer _I, infer _O, infer _F, infer R> ? R : never
