import type { Node } from "@millrace/plan"
import type { SourceCode } from "../1-load/source-code.ts"
import type { ModuleFacts } from "../2-analyze/facts.ts"
import type { Local } from "./local.ts"

/** What lowering knows while it works on one flow. */
export interface FlowContext {
  readonly facts: ModuleFacts
  /** Whether mappings become local code; else they are called in place. */
  readonly isInlining: boolean
  /** Whether steps begin as soon as what they read is there. */
  readonly isDataflow: boolean
  /** What the compiled schema of the input is called. */
  readonly inputName: string
  /** For each name of the scope, the names its local must not have. */
  readonly forbidden: ReadonlyMap<string, ReadonlySet<string>>
  /** The constant at the head of the module that defines a step or task. */
  readonly definitions: ReadonlyMap<Node<SourceCode>, string>
  /** What each runner of the module is called, by the name under which it is exported. */
  readonly runners: ReadonlyMap<string, string>
  /** Makes the local for what the language puts into scope (`input`, `item`) and for a position (`at`). */
  readonly parameter: (name: ParameterName) => Local
}

/** Names of parameters in emitted code. They are the same everywhere, and an inner one hides an outer one. */
export type ParameterName = "at" | "error" | "index" | "input" | "item" | "iteration" | "resource" | "state" | "vars"

/** What a parameter is called: the first name that is free. */
export const parameterChoices: Readonly<Record<ParameterName, readonly [string, string]>> = {
  at: ["at", "position"],
  error: ["error", "failure"],
  index: ["index", "itemIndex"],
  input: ["input", "inputValue"],
  item: ["item", "itemValue"],
  iteration: ["iteration", "iterationNumber"],
  resource: ["resource", "resourceValue"],
  state: ["state", "stateValue"],
  vars: ["vars", "varsValue"],
}

/** Every parameter name. */
// The record above has exactly these keys, which `Object.keys` does not tell.
export const parameterNames: ReadonlyArray<ParameterName> = Object.keys(parameterChoices) as Array<ParameterName>
