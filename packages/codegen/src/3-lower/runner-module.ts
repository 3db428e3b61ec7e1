import type { ModuleBinding } from "../2-analyze/facts.ts"
import type { Expression, Originated } from "./expression.ts"
import type { Local } from "./local.ts"
import type { Body } from "./statement.ts"

/** The module to be emitted, as data: the small closed language that lowering writes and emission reads. */
export interface RunnerModule {
  readonly kind: "module"
  /** The flow file's name without its folder. */
  readonly flowFile: string
  /** Where each line of the flow file begins. */
  readonly lineStarts: ReadonlyArray<number>
  /** How the runner imports the flow file. */
  readonly flowSpecifier: string
  /** How to get at each module-level name of the flow file. */
  readonly bindings: ReadonlyMap<string, ModuleBinding>
  /** How the runner imports the schemas that are compiled for it. */
  readonly schemasSpecifier: string
  /** The name under which the flow file's types are imported. */
  readonly flowsName: string
  /** The local name of every name that the runner ABI offers. */
  readonly abiNames: ReadonlyMap<string, string>
  readonly definitions: ReadonlyArray<Definition>
  readonly runners: ReadonlyArray<RunnerDefinition>
}

/** A step, a task, or another operation that is called by a name of its own. */
export interface Definition extends Originated {
  readonly kind: "definition"
  readonly name: string
  readonly value: Expression
  /** Whether it is made once, when the module is loaded; else wherever it is called. */
  readonly isHoisted: boolean
  /** What says the type of its result. */
  readonly result?: ResultType
}

/** Where the flow file names the activity or capability that gives a result, and which type parameter the result has. */
export interface ResultType {
  readonly position: number
  readonly parameter: number
  /** Where that is declared, which tells it from every other one of the project. */
  readonly declared: string
}

/** One exported runner. */
export interface RunnerDefinition extends Originated {
  readonly kind: "runner"
  /** What it is called in the module. */
  readonly name: string
  /** What it is exported as: the same, unless that is a word no constant can have for a name. */
  readonly exportName: string
  /** What the compiled schema of its input is called. */
  readonly inputName: string
  readonly workflow: string
  readonly digest: string
  readonly description?: string
  /** The properties before `body`. */
  readonly settings: ReadonlyArray<readonly [key: string, value: Expression]>
  /** Where the body begins. */
  readonly at: Local
  /** What the body takes apart: `input`, `vars`. */
  readonly scope: ReadonlyArray<readonly [key: string, local: Local]>
  readonly body: Body
  /** Whether the workflow declares its output, which then gives the literals of the returned object their types. */
  readonly hasOutput: boolean
}
