/**
 * The failures that the language itself can bring in, as the builder's types see them.
 *
 * The classes behind these shapes live in `@millrace/runtime`, where they are thrown and can be tested with `instanceof`.
 */

/** One thing that is wrong with a value: the way to it from the root, and a sentence. */
export interface ValueIssue {
  readonly path: ReadonlyArray<string | number>
  readonly message: string
}

/** The input of an execution does not fit the workflow's `input` schema; nothing has run. Terminal. */
export interface InvalidInput extends Error {
  readonly _tag: "InvalidInput"
  readonly workflow: string
  readonly issues: ReadonlyArray<ValueIssue>
}

/** One attempt of a step took longer than its `timeout`. Retryable. */
export interface StepTimeout extends Error {
  readonly _tag: "StepTimeout"
  readonly path: string
  readonly attempt: number
  readonly timeoutMs: number
}

/** A step with all its attempts, or the wait for a person, took longer than its `deadline`. Terminal. */
export interface DeadlineExceeded extends Error {
  readonly _tag: "DeadlineExceeded"
  readonly path: string
  readonly deadlineMs: number
}

/** An execution took longer than the workflow's `timeout`. Terminal. */
export interface WorkflowTimeout extends Error {
  readonly _tag: "WorkflowTimeout"
  readonly workflow: string
  readonly timeoutMs: number
}

/** A loop reached `max` iterations before its condition held. Terminal. */
export interface LoopExhausted extends Error {
  readonly _tag: "LoopExhausted"
  readonly path: string
  readonly iterations: number
}

/** Fewer branches or items succeeded than `minimumSuccess` asks for. Terminal. */
export interface MinimumSuccessMissed extends Error {
  readonly _tag: "MinimumSuccessMissed"
  readonly path: string
  readonly minimumSuccess: number
  readonly summary: ParallelSummary
}

/** How a `parallel` or `forEach` with `minimumSuccess` ended. */
export interface ParallelSummary<Failure = unknown> {
  readonly total: number
  readonly succeeded: number
  readonly failed: number
  /** In order of branch or item; `key` is the branch's name or the item's key. */
  readonly failures: ReadonlyArray<{ readonly key: string; readonly failure: Failure }>
}

/** A person answered with something that does not fit the form. Terminal. */
export interface InvalidAnswer extends Error {
  readonly _tag: "InvalidAnswer"
  readonly path: string
  readonly issues: ReadonlyArray<ValueIssue>
}

/** No agent that offers a capability could take a call: none is there, or the circuit of each is open. Retryable. */
export interface NoAgentAvailable extends Error {
  readonly _tag: "NoAgentAvailable"
  readonly capability: string
}
