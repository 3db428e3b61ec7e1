import type { Span } from "@millrace/plan"
import type { Node } from "ts-morph"

/** Gives the place of a syntax node, without its leading comments. */
export function spanOf(node: Node): Span {
  const file = node.getSourceFile()
  const start = node.getStart()
  // The compiler's own table of lines is searched, where ts-morph would count them from the start of the file.
  const { line, character } = file.compilerNode.getLineAndCharacterOfPosition(start)
  return { file: file.getFilePath(), start, end: node.getEnd(), line: line + 1, column: character + 1 }
}
