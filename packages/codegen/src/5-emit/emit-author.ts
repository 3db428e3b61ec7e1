import type { AuthorExpression, AuthorPiece } from "../3-lower/author-code/author-expression.ts"
import type { Emission } from "./emission.ts"
import type { Layout } from "./layout.ts"
import { hardline, sequence, text } from "./layout.ts"

/** Writes an expression of the author. Its comments are written where the expression stands, by `emitComments`. */
export function emitAuthor({ pieces, uses }: AuthorExpression, { imports }: Emission): Layout {
  for (const use of uses) imports.use(use)
  return emitPieces(pieces)
}

/** Writes pieces of author code, line by line. */
export function emitPieces(pieces: ReadonlyArray<AuthorPiece>): Layout {
  return sequence(...pieces.map(emitPiece))
}

/** Writes the comments that stood around an expression, a line each. */
export function emitComments({ comments }: AuthorExpression): ReadonlyArray<Layout> {
  return comments.flatMap((comment) => {
    const lines = comment.split(/\r\n|\r|\n/).map((each) => each.trim())
    return lines.flatMap((each) => [text(each.startsWith("*") ? ` ${each}` : each), hardline])
  })
}

function emitPiece(piece: AuthorPiece): Layout {
  switch (piece.kind) {
    case "text":
    case "raw":
      return piece
    case "newline":
      return { kind: "hardline", extraIndent: piece.indent }
    case "read":
      return { kind: "text", text: piece.local.name, origin: piece.origin }
  }
}
