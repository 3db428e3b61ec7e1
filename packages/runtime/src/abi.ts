/** The module that emitted runners import their operations from. */
export const runnerModule = "@millrace/runtime/runner"

/**
 * The names that emitted code may import from `@millrace/runtime/runner`. Data only: the compiler imports this table, and
 * nothing else of the runtime.
 */
export const abi: {
  readonly values: ReadonlyArray<AbiValue>
  readonly types: ReadonlyArray<AbiType>
} = Object.freeze({
  values: Object.freeze<Array<AbiValue>>([
    "activity",
    "agent",
    "andThen",
    "cache",
    "capability",
    "checkWith",
    "child",
    "dataflow",
    "decodeCompiled",
    "decodeWith",
    "forEach",
    "give",
    "graph",
    "human",
    "loop",
    "mailbox",
    "parallel",
    "permits",
    "placesOf",
    "race",
    "released",
    "resource",
    "runner",
    "saga",
    "signal",
    "skipBranch",
    "skipStep",
    "sleep",
    "step",
    "takeBranch",
    "timeLimit",
    "tryCatch",
    "turnsOf",
    "unmatched",
    "use",
    "validateWith",
    "warnAfter",
    "webhook",
    "withPolicies",
    "withSchemas",
  ]),
  types: Object.freeze<Array<AbiType>>(["Position", "RunnerOf", "WorkflowOutput"]),
})

/** A value that emitted code may import. */
export type AbiValue =
  | "activity"
  | "agent"
  | "andThen"
  | "cache"
  | "capability"
  | "checkWith"
  | "child"
  | "dataflow"
  | "decodeCompiled"
  | "decodeWith"
  | "forEach"
  | "give"
  | "graph"
  | "human"
  | "loop"
  | "mailbox"
  | "parallel"
  | "permits"
  | "placesOf"
  | "race"
  | "released"
  | "resource"
  | "runner"
  | "saga"
  | "signal"
  | "skipBranch"
  | "skipStep"
  | "sleep"
  | "step"
  | "takeBranch"
  | "timeLimit"
  | "tryCatch"
  | "turnsOf"
  | "unmatched"
  | "use"
  | "validateWith"
  | "warnAfter"
  | "webhook"
  | "withPolicies"
  | "withSchemas"

/** A type that emitted code may import. */
export type AbiType = "Position" | "RunnerOf" | "WorkflowOutput"
