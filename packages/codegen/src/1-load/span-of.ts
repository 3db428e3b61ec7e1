import type { Span } from "@millrace/plan"
import type { Node } from "ts-morph"

/** Gives the place of a syntax node, without its leading comments. */
export function spanOf(node: Node): Span {
  const file = node.getSourceFile()
  const start = node.getStart()
  const { line, column } = file.getLineAndColumnAtPos(start)
  return { file: file.getFilePath(), start, end: node.getEnd(), line, column }
}
