import type { Node as SyntaxNode, SourceFile } from "ts-morph"

/** Says where a node stands, for a reader of `from`: `line 3`, `clock.ts:3`. */
export function placeText(node: SyntaxNode, from: SourceFile): string {
  const file = node.getSourceFile()
  const line = node.getStartLineNumber()
  return file === from ? `line ${line}` : `${file.getBaseName()}:${line}`
}
