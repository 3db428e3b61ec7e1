import type { AuthorExpression } from "./author-code/author-expression.ts"
import type { Local } from "./local.ts"
import type { Body } from "./statement.ts"

/** An expression of the emitted code. The union is closed. */
export type Expression =
  | ArrayExpression
  | AuthorExpression
  | CallExpression
  | ClosureExpression
  | ConditionalExpression
  | LiteralExpression
  | ObjectExpression
  | ReadExpression
  | RunnerReference
  | YieldExpression

/** What is written for a verb: where the verb stands in the flow file, for the source map. */
export interface Originated {
  readonly origin?: number
}

/** An array written out element by element. */
export interface ArrayExpression {
  readonly kind: "array"
  readonly elements: ReadonlyArray<Expression>
}

/** A call of the runner ABI, of a step or task defined at the head of the module, or of the author's function. */
export interface CallExpression extends Originated {
  readonly kind: "call"
  readonly callee: Callee
  readonly arguments: ReadonlyArray<Expression>
}

/** What a call calls: a name of the runner ABI, a definition of this module, a method of a local, a function of the author. */
export type Callee =
  | { readonly kind: "author"; readonly code: AuthorExpression }
  | { readonly kind: "abi"; readonly name: string }
  | { readonly kind: "definition"; readonly name: string }
  | { readonly kind: "method"; readonly object: Local; readonly name: string }

/** What runs inside an operation: a branch, a body, a handler. */
export interface ClosureExpression {
  readonly kind: "closure"
  readonly parameters: ReadonlyArray<Local>
  readonly body: Body
  /** Whether it is written as a generator. */
  readonly generator: boolean
}

/** `test ? then : otherwise`. */
export interface ConditionalExpression extends Originated {
  readonly kind: "conditional"
  readonly test: Expression
  readonly then: Expression
  readonly otherwise: Expression
}

/** A value known when the module is emitted. */
export interface LiteralExpression {
  readonly kind: "literal"
  readonly value: LiteralValue
}

/** Plain data that can be written down. */
export type LiteralValue =
  | undefined
  | null
  | boolean
  | number
  | string
  | ReadonlyArray<LiteralValue>
  | { readonly [key: string]: LiteralValue }

/** An object written out property by property. */
export interface ObjectExpression {
  readonly kind: "object"
  readonly entries: ReadonlyArray<readonly [key: string, value: Expression]>
}

/** The value of a local. */
export interface ReadExpression {
  readonly kind: "read"
  readonly local: Local
}

/** What another generated module exports, or this one: the runner of a workflow, the compiled schema of an input. */
export interface RunnerReference {
  readonly kind: "runner"
  /** What it is called in this module. */
  readonly name: string
  readonly from?: { readonly specifier: string; readonly exportName: string }
}

/** `yield* effect`: runs an effect and gives its value. */
export interface YieldExpression extends Originated {
  readonly kind: "yield"
  readonly effect: Expression
}

/** Makes the expression that reads a local. */
export function read(local: Local): ReadExpression {
  return { kind: "read", local }
}

/** Makes a literal. */
export function literal(value: LiteralValue): LiteralExpression {
  return { kind: "literal", value }
}

/** Makes a call of a name of the runner ABI. */
export function callAbi(name: string, ...given: ReadonlyArray<Expression>): CallExpression {
  return { kind: "call", callee: { kind: "abi", name }, arguments: given }
}

/** Makes a function that gives what its body comes to. */
export function arrow(parameters: ReadonlyArray<Local>, body: Body): ClosureExpression {
  return { kind: "closure", parameters, body, generator: false }
}

/** Makes a call of a step or task defined at the head of the module. */
export function callDefinition(name: string, ...given: ReadonlyArray<Expression>): CallExpression {
  return { kind: "call", callee: { kind: "definition", name }, arguments: given }
}

/** Makes `yield* effect`. */
export function yieldFrom(effect: Expression): YieldExpression {
  return { kind: "yield", effect }
}
