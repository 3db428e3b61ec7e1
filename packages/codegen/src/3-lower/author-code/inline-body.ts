import { Node } from "ts-morph"
import type { SourceLambda } from "../../1-load/source-code.ts"
import type { Local } from "../local.ts"
import { commentsAround } from "./author-comments.ts"
import type { AuthorExpression, AuthorPiece } from "./author-expression.ts"
import { authorPieces, textPiece } from "./author-pieces.ts"
import type { Edit } from "./author-pieces.ts"
import { describeExpression, simpleExpression } from "./describe-expression.ts"
import { isEnclosed, isHeld } from "./inner-names.ts"
import { namesUsed } from "./names-used.ts"
import type { ScopeUse } from "./scope-uses.ts"

/** A use of the scope with the local that takes its place. */
export interface ResolvedUse extends ScopeUse {
  readonly local: Local
}

/** Gives the body of a lambda as an expression, with every use of the scope replaced, and other edits made. */
export function inlineBody(
  { node: lambda }: SourceLambda,
  uses: ReadonlyArray<ResolvedUse>,
  edits: ReadonlyArray<Edit>,
): AuthorExpression {
  const expression = simpleExpression(lambda)
  if (expression === undefined) return calledBody(lambda, uses, edits)
  const type = lambda.getReturnTypeNode()
  return {
    kind: "author",
    pieces: authorPieces(expression, [...uses.map((use) => editOf(use, lambda, false)), ...edits]),
    comments: commentsAround(lambda, expression),
    uses: namesUsed(expression),
    ...describeExpression(expression),
    ...(type === undefined ? {} : { type: { pieces: authorPieces(type), uses: namesUsed(type) } }),
  }
}

function calledBody(
  lambda: SourceLambda["node"],
  uses: ReadonlyArray<ResolvedUse>,
  edits: ReadonlyArray<Edit>,
): AuthorExpression {
  const body = lambda.getBody()
  const type = lambda.getReturnTypeNode()
  const annotation = type === undefined ? [] : [textPiece(": "), ...authorPieces(type)]
  const pieces = authorPieces(body, [...uses.map((use) => editOf(use, lambda, true)), ...edits])
  return {
    kind: "author",
    pieces: [textPiece("(()"), ...annotation, textPiece(" => "), ...pieces, textPiece(")()")],
    comments: commentsAround(lambda, body),
    shape: "other",
    uses: [...namesUsed(body), ...(type === undefined ? [] : namesUsed(type))],
    isQuiet: false,
    isSmall: false,
    isEmptyArray: false,
    isFresh: false,
    isLoose: false,
  }
}

function editOf({ node, local, access }: ResolvedUse, lambda: SourceLambda["node"], isCalled: boolean): Edit {
  const reading: ReadonlyArray<AuthorPiece> = [
    {
      kind: "read",
      local,
      isEnclosed: isCalled || isEnclosed(node, lambda),
      isHeld: isHeld(node, lambda),
      origin: node.getStart(),
    },
    ...(access === "" ? [] : [textPiece(access)]),
  ]
  const isShorthand = Node.isShorthandPropertyAssignment(node.getParent())
  const isSame = node.getText() === local.name && access === ""
  const pieces = isShorthand && !isSame ? [textPiece(`${node.getText()}: `), ...reading] : reading
  return { start: node.getStart(), end: node.getEnd(), pieces }
}
