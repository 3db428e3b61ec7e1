import type { Expression as SyntaxExpression } from "ts-morph"
import { Node } from "ts-morph"
import { InternalError } from "@millrace/plan"
import type { SourceExpression, SourceLambda, SourceMapping } from "../../1-load/source-code.ts"
import type { LambdaFacts } from "../../2-analyze/facts.ts"
import type { BlockScope } from "../block-scope.ts"
import type { CallExpression, Expression, ObjectExpression } from "../expression.ts"
import { read } from "../expression.ts"
import type { FlowContext } from "../flow-context.ts"
import type { Local } from "../local.ts"
import { makeLocal } from "../local.ts"
import type { BindStatement } from "../statement.ts"
import type { AuthorExpression } from "./author-expression.ts"
import { authorPieces, textPiece } from "./author-pieces.ts"
import type { Edit } from "./author-pieces.ts"
import { inlineBody } from "./inline-body.ts"
import { literalEdits } from "./literal-edits.ts"
import { namesUsed } from "./names-used.ts"
import { secondParameterUses } from "./second-parameter.ts"
import { scopeUses } from "./scope-uses.ts"

/** A mapping as local code: its value, and constants to be declared in front of it. */
export interface InlinedMapping {
  readonly before: ReadonlyArray<BindStatement>
  readonly value: Expression
}

/**
 * Turns a mapping into local code: a lambda's body with its reads of the scope replaced by locals.
 *
 * **Details**
 *
 * - `({ a }) => f(a)` and `(scope) => { return f(scope.a) }` become `f(a)`.
 * - A body of several statements becomes a function called in place: `(() => { ... })()`.
 * - `({ a: { b } }) => f(b)` becomes `f(a.b)`. A pattern that says more (`({ a = 1, b: [c] })`) is called in place with
 *   what it takes apart.
 * - A lambda that needs the whole scope, and a function passed by name, get it as an object.
 */
export function inlineMapping(mapping: SourceMapping, scope: BlockScope, context: FlowContext): InlinedMapping {
  return inlineWith(mapping, { scope, context, edits: () => [] })
}

/** Turns a mapping into local code whose value keeps its type wherever it is read: that of a `.let`, or of a block. */
export function inlineValue(mapping: SourceMapping, scope: BlockScope, context: FlowContext): InlinedMapping {
  return inlineWith(mapping, { scope, context, edits: literalEdits })
}

/** Turns the mapping of an input into local code; without one the whole scope is the input. */
export function inlineInput(
  mapping: SourceMapping | undefined,
  scope: BlockScope,
  context: FlowContext,
): InlinedMapping {
  if (mapping !== undefined) return inlineMapping(mapping, scope, context)
  const { before, local } = wholeScope(scope)
  return { before, value: read(local) }
}

/** Turns a mapping of two parameters into local code that reads its second one from a local. */
export function inlineApplied(
  mapping: SourceMapping,
  second: Local,
  given: Pick<Inlining, "context" | "scope">,
): InlinedMapping {
  return inlineWith(mapping, { ...given, second, edits: () => [] })
}

interface Inlining {
  readonly scope: BlockScope
  readonly context: FlowContext
  /** What is changed in a lambda beside its reads of the scope. */
  readonly edits: (lambda: SourceLambda["node"]) => ReadonlyArray<Edit>
  /** What the second parameter is read from. */
  readonly second?: Local
}

function inlineWith(mapping: SourceMapping, inlining: Inlining): InlinedMapping {
  const { scope, context } = inlining
  if (mapping.kind === "expression") return callByName(mapping, inlining)
  const facts = context.facts.lambdas.get(mapping)
  if (facts === undefined) throw new InternalError(`no facts about the lambda at line ${mapping.span.line}`)
  const uses = context.isInlining ? scopeUses(mapping, facts) : undefined
  const { second } = inlining
  const secondUses = second === undefined ? [] : secondParameterUses(mapping)
  if (uses === undefined || secondUses === undefined) return callInPlace(mapping, facts, inlining)
  const { before, local: whole } = facts.wholeScopeUses.length === 0 ? nothingBefore : wholeScope(scope)
  const resolved = uses.map((use) => ({ ...use, local: use.name === undefined ? whole : localOf(scope, use.name) }))
  const applied = second === undefined ? [] : secondUses.map((node) => ({ name: "", node, access: "", local: second }))
  return { before, value: inlineBody(mapping, [...resolved, ...applied], inlining.edits(mapping.node)) }
}

const nothingBefore: WholeScope = { before: [], local: makeLocal("scope") }

/** Gives the object that stands for the whole scope, bound to a constant so that it may have more than is asked for. */
export function wholeScope(scope: BlockScope): WholeScope {
  const local = makeLocal(scope.names.takeFirst(["scope"]))
  return { before: [{ kind: "bind", target: local, value: scopeObject(scope, scope.entries.names()) }], local }
}

/** The scope as an object: a local, and the statement that declares it. */
export interface WholeScope {
  readonly before: ReadonlyArray<BindStatement>
  readonly local: Local
}

function callByName(mapping: SourceExpression, { scope, second }: Inlining): InlinedMapping {
  const { before, local } = wholeScope(scope)
  return { before, value: callOf(mapping.node, argumentsOf(read(local), second)) }
}

function callInPlace(
  { node: lambda }: SourceLambda,
  facts: LambdaFacts,
  { scope, edits, second }: Inlining,
): InlinedMapping {
  if (lambda.getParameters().length === 0) return { before: [], value: callOf(lambda, [], edits(lambda)) }
  const isTyped = lambda.getParameters().some((parameter) => parameter.getTypeNode() !== undefined)
  if (facts.wholeScopeUses.length === 0 && !isTyped) {
    const taken = scopeObject(scope, new Set(facts.reads.map(({ name }) => name)))
    return { before: [], value: callOf(lambda, argumentsOf(taken, second), edits(lambda)) }
  }
  const { before, local } = wholeScope(scope)
  return { before, value: callOf(lambda, argumentsOf(read(local), second), edits(lambda)) }
}

function argumentsOf(scope: Expression, second: Local | undefined): ReadonlyArray<Expression> {
  return second === undefined ? [scope] : [scope, read(second)]
}

function callOf(
  callee: SyntaxExpression,
  given: ReadonlyArray<Expression>,
  edits: ReadonlyArray<Edit> = [],
): CallExpression {
  const isPlain = Node.isIdentifier(callee) || Node.isPropertyAccessExpression(callee)
  const pieces = authorPieces(callee, edits)
  const code: AuthorExpression = {
    kind: "author",
    pieces: isPlain ? pieces : [textPiece("("), ...pieces, textPiece(")")],
    comments: [],
    shape: "other",
    uses: namesUsed(callee),
    isQuiet: false,
    isSmall: false,
    isEmptyArray: false,
    isFresh: false,
    isLoose: false,
  }
  return { kind: "call", callee: { kind: "author", code }, arguments: given }
}

function scopeObject(scope: BlockScope, names: Iterable<string>): ObjectExpression {
  return { kind: "object", entries: [...names].map((name) => [name, read(localOf(scope, name))]) }
}

function localOf(scope: BlockScope, name: string): Local {
  const local = scope.entries.get(name)
  if (local === undefined) throw new InternalError(`'${name}' is read but not in scope`)
  return local
}
