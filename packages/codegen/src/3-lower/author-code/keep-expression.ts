import type { SourceExpression, SourceMapping } from "../../1-load/source-code.ts"
import type { AuthorExpression } from "./author-expression.ts"
import { authorPieces } from "./author-pieces.ts"
import { describeExpression } from "./describe-expression.ts"
import { namesUsed } from "./names-used.ts"

/** Keeps an expression of the author as it stands: a schema, an activity, a function that is passed on. */
export function keepExpression({ node }: SourceExpression | SourceMapping): AuthorExpression {
  return {
    kind: "author",
    pieces: authorPieces(node),
    comments: [],
    uses: namesUsed(node),
    ...describeExpression(node),
  }
}
