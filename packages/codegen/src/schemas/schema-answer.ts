/** A module of schemas to be evaluated. */
export interface SchemaModule {
  /** The flow file that it belongs to; its imports are resolved from there. */
  readonly file: string
  readonly text: string
  /** The texts of all that runs when it is evaluated, so that it need not be evaluated twice. */
  readonly sources: ReadonlyArray<string>
}

/** What an exported schema is, and what effect's compiler makes of it. */
export type SchemaAnswer =
  | { readonly kind: "compiled"; readonly shape: string; readonly isPure: boolean; readonly code: string }
  | { readonly kind: "standard" }
  | { readonly kind: "unknown" }

/** The answers for one module, by the names of its exports. */
export type SchemaAnswers = Readonly<Record<string, SchemaAnswer>>

/** Begins to evaluate modules of schemas, and gives what waits for what came of each. */
export type CompileSchemas = (modules: ReadonlyArray<SchemaModule>) => () => ReadonlyArray<SchemaAnswers>
