/**
 * A random workflow as plain data. It is printed as source, evaluated by the model, shrunk, and kept as JSON; nothing of
 * the compiler or the runtime is in it.
 */

/** How a mapping reads the scope; what it gives is a number. */
export type Reading =
  | { readonly kind: "dot"; readonly name: string }
  | { readonly kind: "bracket"; readonly name: string }
  | { readonly kind: "pattern"; readonly name: string; readonly plus: number }
  | { readonly kind: "renamed"; readonly name: string }
  | { readonly kind: "fallback"; readonly name: string; readonly or: number }
  | { readonly kind: "statements"; readonly name: string; readonly plus: number }
  | { readonly kind: "inner-pattern"; readonly name: string; readonly other: string }
  | { readonly kind: "closure"; readonly name: string; readonly other: string }
  | { readonly kind: "shadow"; readonly name: string }
  | { readonly kind: "record"; readonly name: string; readonly other: string }
  | { readonly kind: "choice"; readonly name: string; readonly yes: string; readonly no: number }
  | { readonly kind: "expression-function"; readonly name: string }
  | { readonly kind: "local"; readonly name: string }
  | { readonly kind: "picky"; readonly name: string }
  | { readonly kind: "early"; readonly name: string; readonly other: string; readonly yes: string }
  | { readonly kind: "asserted"; readonly name: string }
  | { readonly kind: "chained"; readonly name: string }
  | { readonly kind: "inner-function"; readonly name: string }
  | { readonly kind: "summed"; readonly name: string; readonly plus: number }
  | { readonly kind: "deep" }
  | { readonly kind: "parameter"; readonly name: string; readonly parameter: string }
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "rest"; readonly name: string }
  | { readonly kind: "spread" }
  | { readonly kind: "whole" }
  | { readonly kind: "by-name" }

/** A `let` may make something else of the number. */
export type LetShape = "number" | "list" | "record" | "text" | "nothing" | "maybe"

/** A block: its verbs in order, and what it gives unless that is its last value. */
export interface Block {
  readonly verbs: ReadonlyArray<Verb>
  readonly returns?: Reading
}

/** A block under a name: a branch, a case, a handler. */
export interface NamedBlock {
  readonly name: string
  readonly block: Block
}

/** A retry policy with its durations in milliseconds. */
export interface Retry {
  readonly maximumAttempts?: number
  readonly initialInterval?: number
  readonly backoffCoefficient?: number
  readonly maximumInterval?: number
  readonly nonRetryable?: ReadonlyArray<string>
  readonly retryDefects?: boolean
}

/** The policies that steps and agent calls share. */
export interface AttemptOptions {
  readonly retry?: Retry
  readonly timeout?: number
  readonly deadline?: number
}

/** The options of a step. */
export interface StepOptions extends AttemptOptions {
  readonly when?: Reading
  readonly onFailure?: "continue"
  readonly compensate?: { readonly activity: string; readonly map: Reading }
  readonly pool?: string
  readonly rateLimit?: string
  readonly cache?: { readonly ttl: number; readonly key?: Reading; readonly maximumSize?: number }
}

/** How branches or items run together. */
export interface TogetherOptions {
  readonly concurrency?: number | "unbounded"
  readonly minimumSuccess?: number
  readonly summary?: string
}

/** How long to wait for somebody outside, and what happens then. */
export interface WaitOptions {
  readonly deadline?: number
  readonly onDeadline?: Block
}

export type Verb =
  | {
      readonly kind: "step"
      readonly name: string
      readonly activity: string
      /** Left out, the step has no mapping. */
      readonly reading?: Reading
      readonly options: StepOptions
    }
  | { readonly kind: "let"; readonly name: string; readonly reading: Reading; readonly shape: LetShape }
  | { readonly kind: "parallel"; readonly branches: ReadonlyArray<NamedBlock>; readonly options: TogetherOptions }
  | { readonly kind: "race"; readonly name: string; readonly branches: ReadonlyArray<NamedBlock> }
  | { readonly kind: "graph"; readonly nodes: ReadonlyArray<GraphPart>; readonly concurrency?: number | "unbounded" }
  | {
      readonly kind: "when"
      readonly name: string
      readonly test: Reading
      readonly then: Block
      readonly otherwise?: Block
    }
  | {
      readonly kind: "match"
      readonly name: string
      readonly on: Reading
      readonly cases: ReadonlyArray<NamedBlock>
      readonly otherwise?: Block
    }
  | {
      readonly kind: "loop"
      readonly name: string
      readonly initial: Reading
      readonly body: Block
      readonly test: "until" | "while"
      readonly bound: number
      readonly max: number
      readonly onExhausted?: "continue" | "fail"
    }
  | {
      readonly kind: "forEach"
      readonly name: string
      readonly items: Reading
      readonly body: Block
      readonly options: TogetherOptions
      /** `clash` gives some items one key. */
      readonly key?: "unique" | "clash"
    }
  | { readonly kind: "try"; readonly name: string; readonly body: Block; readonly handlers: ReadonlyArray<NamedBlock> }
  | { readonly kind: "saga"; readonly name: string; readonly body: Block }
  | { readonly kind: "use"; readonly name: string; readonly resource: string; readonly body: Block }
  | { readonly kind: "sleep"; readonly name: string; readonly time: SleepTime }
  | ({ readonly kind: "signal"; readonly name: string; readonly messages: ReadonlyArray<Message> } & WaitOptions)
  | ({
      readonly kind: "human"
      readonly name: string
      readonly show?: Reading
      readonly assignees?: ReadonlyArray<string>
    } & WaitOptions)
  | ({ readonly kind: "webhook"; readonly name: string; readonly map?: Reading } & WaitOptions)
  | { readonly kind: "agent"; readonly name: string; readonly reading: Reading; readonly options: AttemptOptions }
  | { readonly kind: "child"; readonly name: string; readonly program: Program; readonly reading: Reading }

/** A node of a graph. */
export interface GraphPart extends NamedBlock {
  readonly needs: ReadonlyArray<string>
}

/** How long a `sleep` waits: a literal, a number of the scope times `unit`, or until so long after the beginning. */
export type SleepTime =
  | { readonly kind: "literal"; readonly ms: number }
  | { readonly kind: "mapped"; readonly reading: Reading; readonly unit: number }
  | { readonly kind: "date"; readonly reading: Reading; readonly unit: number }

/** A message that the test sends: when, and whether it fits. */
export interface Message {
  readonly atMs: number
  readonly value: number
  readonly fits: boolean
}

/** The options of a workflow. */
export interface ProgramOptions {
  readonly vars?: "constant" | "computed"
  readonly concurrency?: number
  readonly timeout?: number
  readonly retry?: Retry
  readonly schedule?: "dataflow"
  readonly sla?: number
  /** Whether the output, a number then, has a schema. */
  readonly output?: "number"
}

/** A whole workflow. */
export interface Program {
  readonly name: string
  readonly options: ProgramOptions
  readonly body: Block
}

/** One execution of a program: its input, and when somebody cancels it. */
export interface Run {
  readonly n: number
  readonly cancelAtMs?: number
  /** What stands in the place of the program's own variable `base`. */
  readonly base?: number
}
