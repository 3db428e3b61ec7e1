import type { Code, Plan, Span } from "@millrace/plan"
import type { ArrowFunction, CallExpression, Expression, FunctionExpression, SourceFile } from "ts-morph"
import type { ModuleSources } from "./module-sources.ts"

/** The author's code as the compiler has it: pieces of the flow file, with the places they stand. */
export interface SourceCode extends Code {
  readonly mapping: SourceMapping
  readonly schema: SourceExpression
  readonly activity: SourceActivity
  readonly capability: SourceDeclared<"capability">
  readonly resource: SourceDeclared<"resource">
  readonly pool: SourceDeclared<"pool">
  readonly rateLimit: SourceDeclared<"rateLimit">
  readonly workflow: SourceWorkflow
}

/** A mapping, predicate or key: a lambda written in place, or an expression that names a function. */
export type SourceMapping = SourceLambda | SourceExpression

/** A lambda written in place. */
export interface SourceLambda {
  readonly kind: "lambda"
  readonly node: ArrowFunction | FunctionExpression
  readonly span: Span
}

/** An expression to be kept as it is: a schema, a function passed by name. */
export interface SourceExpression {
  readonly kind: "expression"
  /** Marks `vars` given as a record: the expression is the value itself, not a function of the scope. */
  readonly constant?: true
  readonly node: Expression
  readonly span: Span
}

/** What authors declare with a name, and refer to. */
export type DeclaredKind = "activity" | "capability" | "resource" | "pool" | "rateLimit"

/** Something declared with a name: the name in its declaration, the reference to it, and the call that it leads to. */
export interface SourceDeclared<Kind extends DeclaredKind> {
  readonly kind: Kind
  readonly name: string
  readonly reference: SourceExpression
  /** `activity("name", ...)`, in this file or another one. */
  readonly declaration: CallExpression
}

/** An activity that a step calls. */
export interface SourceActivity extends SourceDeclared<"activity"> {
  /** Whether its function has no parameters, so that it cannot tell what it is given. */
  readonly takesNothing: boolean
  /** The names of the options that it is declared with; `undefined` where they are not all written there. */
  readonly options: ReadonlySet<string> | undefined
}

/** A child workflow: where its runner will stand. */
export interface SourceWorkflow {
  readonly kind: "workflow"
  readonly name: string
  readonly reference: SourceExpression
  /** The flow file that declares it, as this one would import it; `undefined` when it is this file. */
  readonly module: string | undefined
  /** The name under which its file exports it. */
  readonly exportName: string
}

/** A flow as read from its file. */
export interface LoadedFlow {
  /** The name of the exported constant. */
  readonly exportName: string
  readonly plan: Plan<SourceCode>
}

/** A flow file as read: every flow it exports, in order. */
export interface LoadedModule {
  readonly file: SourceFile
  readonly flows: ReadonlyArray<LoadedFlow>
  /** Whether flows that do not say so themselves are durable, those of other files too. */
  readonly isDurable?: true
  /** Where what the file imports is found. */
  readonly modules: ModuleSources
}
