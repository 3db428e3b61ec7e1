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
import { commentsAround } from "./author-comments.ts"
import type { AuthorExpression, AuthorPiece } from "./author-expression.ts"
import { authorPieces, textPiece } from "./author-pieces.ts"
import type { Edit } from "./author-pieces.ts"
import { describeExpression, simpleExpression } from "./describe-expression.ts"
import { isEnclosed } from "./inner-names.ts"
import { literalEdits } from "./literal-edits.ts"
import { namesUsed } from "./names-used.ts"

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
 * - A lambda that takes the scope apart itself (`({ a: { b }, c = 1 })`) is called in place with what it reads.
 * - A lambda that needs the whole scope, and a function passed by name, get it as an object.
 */
export function inlineMapping(mapping: SourceMapping, scope: BlockScope, context: FlowContext): InlinedMapping {
  return inlineWith(mapping, { scope, context, edits: () => [] })
}

/** Turns a mapping into local code whose value keeps its type wherever it is read: that of a `.let`, or of a block. */
export function inlineValue(mapping: SourceMapping, scope: BlockScope, context: FlowContext): InlinedMapping {
  return inlineWith(mapping, { scope, context, edits: literalEdits })
}

interface Inlining {
  readonly scope: BlockScope
  readonly context: FlowContext
  /** What is changed in a lambda beside its reads of the scope. */
  readonly edits: (lambda: SourceLambda["node"]) => ReadonlyArray<Edit>
}

function inlineWith(mapping: SourceMapping, inlining: Inlining): InlinedMapping {
  const { scope, context } = inlining
  if (mapping.kind === "expression") return callByName(mapping, scope)
  const facts = context.facts.lambdas.get(mapping)
  if (facts === undefined) throw new InternalError(`no facts about the lambda at line ${mapping.span.line}`)
  if (!isReplaceable(mapping, facts)) return callInPlace(mapping, facts, inlining)
  if (facts.wholeScopeUses.length === 0) return { before: [], value: inlineBody(mapping, facts, inlining) }
  const { before, local } = wholeScope(scope)
  return { before, value: inlineBody(mapping, { ...facts, whole: local }, inlining) }
}

/** Whether every use of the scope can be put something else in place of; a destructuring needs a value to take apart. */
function isReplaceable({ node: lambda }: SourceLambda, { reads, wholeScopeUses }: LambdaFacts): boolean {
  const scopeName = lambda.getParameters()[0]?.getNameNode()
  return (
    !reads.some(({ node }) => Node.isBindingElement(node)) &&
    (wholeScopeUses.length === 0 || Node.isIdentifier(scopeName)) &&
    wholeScopeUses.every((use) => !Node.isVariableDeclaration(use.getParent()))
  )
}

/** Gives the object that stands for the whole scope, bound to a constant so that it may have more than is asked for. */
export function wholeScope(scope: BlockScope): WholeScope {
  const local = makeLocal(scope.names.takeFirst(["scope"]))
  return { before: [{ kind: "bind", target: local, value: scopeObject(scope, scope.entries.keys()) }], local }
}

/** The scope as an object: a local, and the statement that declares it. */
export interface WholeScope {
  readonly before: ReadonlyArray<BindStatement>
  readonly local: Local
}

/** What is known of a lambda, with the object that stands for its whole scope where it needs one. */
interface BodyFacts extends LambdaFacts {
  readonly whole?: Local
}

function inlineBody(mapping: SourceLambda, facts: BodyFacts, { scope, edits }: Inlining): AuthorExpression {
  const { node: lambda } = mapping
  const expression = simpleExpression(lambda)
  const type = lambda.getReturnTypeNode()
  if (expression === undefined) {
    const body = lambda.getBody()
    const pieces = authorPieces(body, [...scopeEdits(mapping, facts, scope).map(enclosed), ...edits(lambda)])
    const annotation = type === undefined ? [] : [textPiece(": "), ...authorPieces(type)]
    return {
      kind: "author",
      pieces: [textPiece("(()"), ...annotation, textPiece(" => "), ...pieces, textPiece(")()")],
      comments: commentsAround(lambda, body),
      shape: "other",
      uses: [...namesUsed(body), ...(type === undefined ? [] : namesUsed(type))],
      isQuiet: false,
      isEmptyArray: false,
      isFresh: false,
    }
  }
  return {
    kind: "author",
    pieces: authorPieces(expression, [...scopeEdits(mapping, facts, scope), ...edits(lambda)]),
    comments: commentsAround(lambda, expression),
    uses: [...namesUsed(expression), ...(type === undefined ? [] : namesUsed(type))],
    ...describeExpression(expression),
    ...(type === undefined ? {} : { type: authorPieces(type) }),
  }
}

function scopeEdits(mapping: SourceLambda, facts: BodyFacts, scope: BlockScope): ReadonlyArray<Edit> {
  const { reads, wholeScopeUses, whole } = facts
  const uses = [
    ...reads.map(({ name, node }) => ({ node, local: localOf(scope, name) })),
    ...(whole === undefined ? [] : wholeScopeUses.map((node) => ({ node, local: whole }))),
  ]
  return uses.map(({ node, local }) => {
    const reading: AuthorPiece = { kind: "read", local, isEnclosed: isEnclosed(node, mapping.node) }
    const isRenamedShorthand = Node.isShorthandPropertyAssignment(node.getParent()) && node.getText() !== local.name
    return {
      start: node.getStart(),
      end: node.getEnd(),
      pieces: isRenamedShorthand ? [textPiece(`${node.getText()}: `), reading] : [reading],
    }
  })
}

function enclosed(edit: Edit): Edit {
  return {
    ...edit,
    pieces: edit.pieces.map((piece) => (piece.kind === "read" ? { ...piece, isEnclosed: true } : piece)),
  }
}

function callByName(mapping: SourceExpression, scope: BlockScope): InlinedMapping {
  const { before, local } = wholeScope(scope)
  return { before, value: callOf(mapping.node, read(local)) }
}

function callInPlace({ node: lambda }: SourceLambda, facts: LambdaFacts, { scope, edits }: Inlining): InlinedMapping {
  const isTyped = lambda.getParameters().some((parameter) => parameter.getTypeNode() !== undefined)
  if (facts.wholeScopeUses.length === 0 && !isTyped) {
    return { before: [], value: callOf(lambda, scopeObject(scope, new Set(facts.reads.map(({ name }) => name))), edits(lambda)) }
  }
  const { before, local } = wholeScope(scope)
  return { before, value: callOf(lambda, read(local), edits(lambda)) }
}

function callOf(callee: SyntaxExpression, given: Expression, edits: ReadonlyArray<Edit> = []): CallExpression {
  const isPlain = Node.isIdentifier(callee) || Node.isPropertyAccessExpression(callee)
  const pieces = authorPieces(callee, edits)
  const code: AuthorExpression = {
    kind: "author",
    pieces: isPlain ? pieces : [textPiece("("), ...pieces, textPiece(")")],
    comments: [],
    shape: "other",
    uses: namesUsed(callee),
    isQuiet: false,
    isEmptyArray: false,
    isFresh: false,
  }
  return { kind: "call", callee: { kind: "author", code }, arguments: [given] }
}

function scopeObject(scope: BlockScope, names: Iterable<string>): ObjectExpression {
  return { kind: "object", entries: [...names].map((name) => [name, read(localOf(scope, name))]) }
}

function localOf(scope: BlockScope, name: string): Local {
  const local = scope.entries.get(name)
  if (local === undefined) throw new InternalError(`'${name}' is read but not in scope`)
  return local
}
