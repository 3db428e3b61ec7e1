import type { Identifier, SourceFile } from "ts-morph"
import { SyntaxKind } from "ts-morph"

const indices = new WeakMap<SourceFile, ReadonlyMap<string, ReadonlyArray<Identifier>>>()

/** Gives every place in a file where an identifier of this name stands, in order; the file is walked once. */
export function identifiersNamed(name: string, file: SourceFile): ReadonlyArray<Identifier> {
  const index = indices.get(file) ?? indexOf(file)
  return index.get(name) ?? []
}

function indexOf(file: SourceFile): ReadonlyMap<string, ReadonlyArray<Identifier>> {
  const index = new Map<string, Array<Identifier>>()
  for (const node of file.getDescendantsOfKind(SyntaxKind.Identifier)) {
    const known = index.get(node.getText())
    if (known === undefined) index.set(node.getText(), [node])
    else known.push(node)
  }
  indices.set(file, index)
  return index
}
