import type { Node } from "ts-morph"
import { ts } from "ts-morph"

/** Gives the comments inside a lambda that stand outside the part of it that is kept, so that none is lost. */
export function commentsAround(lambda: Node, kept: Node): ReadonlyArray<string> {
  const source = lambda.getSourceFile().getFullText()
  return [
    ...commentsIn(source.slice(lambda.getStart(), kept.getStart())),
    ...commentsIn(source.slice(kept.getEnd(), lambda.getEnd())),
  ]
}

function commentsIn(text: string): ReadonlyArray<string> {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text)
  const comments: Array<string> = []
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const isComment = token === ts.SyntaxKind.SingleLineCommentTrivia || token === ts.SyntaxKind.MultiLineCommentTrivia
    if (isComment && !scanner.isUnterminated()) comments.push(scanner.getTokenText().trimEnd())
  }
  return comments
}
