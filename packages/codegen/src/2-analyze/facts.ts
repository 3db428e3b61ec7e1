import type { Identifier, Node as SyntaxNode } from "ts-morph"
import type { SourceLambda } from "../1-load/source-code.ts"

/**
 * What the analysis knows of a flow file, keyed by the nodes of the loaded plan; nothing is written onto the syntax
 * tree.
 */
export interface ModuleFacts {
  /** What each lambda reads of its scope. */
  readonly lambdas: ReadonlyMap<SourceLambda, LambdaFacts>
  /**
   * Where each module-level name that flow code refers to comes from, by its name in the flow file, in order of
   * appearance.
   */
  readonly bindings: ReadonlyMap<string, ModuleBinding>
  /** Names that flow code, and what is copied for it, refers to and the file does not declare: of the language or the platform. */
  readonly globals: ReadonlySet<string>
}

/** What a lambda reads of its first parameter, the scope (for a loop's test the state, for a key the item). */
export interface LambdaFacts {
  /** Every place that reads the scope, in the order they stand. */
  readonly reads: ReadonlyArray<ScopeRead>
  /**
   * Uses of the scope as a whole (`(scope) => f(scope)`), which need the scope as an object; for a rest element
   * (`({ a, ...rest })`) its name.
   */
  readonly wholeScopeUses: ReadonlyArray<Identifier>
}

/**
 * One place that reads the scope's property `name`.
 *
 * **Details**
 *
 * `node` can be put in place of, or is a destructuring that needs a value to take apart:
 * - `({ a, b: c }) => a + c`: the identifiers `a` and `c` in the body, `name` being `a` and `b`. The identifier may be
 *   a shorthand property's name (`{ a }`).
 * - `(scope) => scope.a + scope["a-b"]`: the property or element access.
 * - `({ b: { c }, d = 1 })` and `const { a, e } = scope`: the `BindingElement` of `b`, `d`, `a`, `e`, once, whether or
 *   not what it binds is used.
 */
export interface ScopeRead {
  readonly name: string
  readonly node: SyntaxNode
}

/** How the emitted module gets at a module-level name of the flow file. */
export type ModuleBinding = ImportBinding | CopyBinding

/** The name is imported in the flow file, and is imported by the runner from the same module. */
interface ImportBinding {
  readonly kind: "import"
  /** The exported name, `"default"`, or `"*"` for a namespace. */
  readonly imported: string
  readonly specifier: string
  readonly typeOnly: boolean
}

/** A part of a copied statement. */
export interface CopiedText {
  readonly text: string
  /** Where it stands in the flow file; what the compiler adds has none. */
  readonly origin?: number
}

/** The name is declared in the flow file, and its declaration is safe to repeat in the runner. */
export interface CopyBinding {
  readonly kind: "copy"
  /** The declaration's statements, without `export`, each in the parts it is made of. */
  readonly statements: ReadonlyArray<ReadonlyArray<CopiedText>>
  /** Module-level names the declaration itself refers to; each has a binding of its own. */
  readonly dependencies: ReadonlyArray<string>
  /** Whether it declares only a type. */
  readonly typeOnly: boolean
}
