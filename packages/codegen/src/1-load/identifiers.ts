import type { Identifier, SourceFile } from "ts-morph"
import { Node } from "ts-morph"
import { descendants } from "./descendants.ts"

/** The places where identifiers stand, in order, by their name. */
export type IdentifiersByName = ReadonlyMap<string, ReadonlyArray<Identifier>>

const indices = new WeakMap<SourceFile, IdentifiersByName>()

/** Gives every place in a file where an identifier of this name stands, in order; the file is walked once. */
export function identifiersNamed(name: string, file: SourceFile): ReadonlyArray<Identifier> {
  const index = indices.get(file) ?? identifiersByName(file)
  indices.set(file, index)
  return index.get(name) ?? []
}

/** Gives every identifier inside a node by its name. */
export function identifiersByName(root: Node): IdentifiersByName {
  const index = new Map<string, Array<Identifier>>()
  for (const node of descendants(root, Node.isIdentifier)) {
    const known = index.get(node.getText())
    if (known === undefined) index.set(node.getText(), [node])
    else known.push(node)
  }
  return index
}
