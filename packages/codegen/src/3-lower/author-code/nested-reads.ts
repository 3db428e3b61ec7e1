import type { BindingElement, Identifier } from "ts-morph"
import { Node } from "ts-morph"
import { localScopeOf } from "../../1-load/name-scope.ts"
import type { SourceLambda } from "../../1-load/source-code.ts"
import type { ScopeRead } from "../../2-analyze/facts.ts"
import { propertyAccess } from "../names/property-access.ts"
import { referencesIn } from "./names-used.ts"

/** One place that reads a part of a property of the scope: `({ input: { path } }) => path` reads `input`, `.path`. */
export interface NestedRead {
  readonly name: string
  readonly node: Identifier
  /** How the part is reached from the property, as it is written. */
  readonly access: string
}

/**
 * Gives the places that read what a parameter's nested pattern binds, or `undefined` where the pattern has to stay.
 *
 * **Details**
 *
 * A default, a rest element and an array pattern have no property access that is the same; neither has a name that is
 * called, for it would get a `this`.
 */
export function nestedReads(
  { node: lambda }: SourceLambda,
  reads: ReadonlyArray<ScopeRead>,
): ReadonlyArray<NestedRead> | undefined {
  const found: Array<NestedRead> = []
  const references = referencesIn(lambda.getBody())
  for (const { name, node } of reads) {
    if (!Node.isBindingElement(node)) continue
    if (!Node.isParameterDeclaration(node.getParent().getParent())) return undefined
    const parts = partsOf(node, "")
    if (parts === undefined) return undefined
    for (const { local, access } of parts) {
      const uses = references.filter((each) => each.getText() === local && localScopeOf(each) === lambda)
      if (uses.some((use) => isCalled(use))) return undefined
      found.push(...uses.map((use) => ({ name, node: use, access })))
    }
  }
  return found
}

interface Part {
  readonly local: string
  readonly access: string
}

function partsOf(element: BindingElement, access: string): ReadonlyArray<Part> | undefined {
  if (element.getInitializer() !== undefined || element.getDotDotDotToken() !== undefined) return undefined
  const target = element.getNameNode()
  if (Node.isIdentifier(target)) return [{ local: target.getText(), access }]
  if (!Node.isObjectBindingPattern(target)) return undefined
  const parts: Array<Part> = []
  for (const inner of target.getElements()) {
    const key = keyOf(inner)
    const found = key === undefined ? undefined : partsOf(inner, `${access}${propertyAccess(key)}`)
    if (found === undefined) return undefined
    parts.push(...found)
  }
  return parts
}

function keyOf(element: BindingElement): string | undefined {
  const key = element.getPropertyNameNode() ?? element.getNameNode()
  if (Node.isIdentifier(key)) return key.getText()
  return Node.isStringLiteral(key) ? key.getLiteralValue() : undefined
}

function isCalled(use: Identifier): boolean {
  const parent = use.getParent()
  return (
    (Node.isCallExpression(parent) && parent.getExpression() === use) ||
    (Node.isTaggedTemplateExpression(parent) && parent.getTag() === use)
  )
}
