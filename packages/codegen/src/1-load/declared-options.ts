import { Node } from "ts-morph"
import { followReference } from "./follow-reference.ts"
import type { ModuleSources } from "./module-sources.ts"
import { unwrap } from "./unwrap.ts"

/** The names of the options in `activity("name", { ... })`; `undefined` where they are not all written there. */
export function declaredOptions(reference: Node, modules: ModuleSources): ReadonlySet<string> | undefined {
  const referent = followReference(reference, modules)
  const call = referent.kind === "expression" ? unwrap(referent.node) : undefined
  const given = Node.isCallExpression(call) ? call.getArguments()[1] : undefined
  const options = given === undefined ? undefined : followReference(given, modules)
  if (options?.kind === "function") return none
  if (options?.kind !== "expression") return undefined
  const found = unwrap(options.node)
  if (Node.isArrowFunction(found) || Node.isFunctionExpression(found)) return none
  if (!Node.isObjectLiteralExpression(found)) return undefined
  const names = new Set<string>()
  for (const property of found.getProperties()) {
    if (Node.isSpreadAssignment(property)) return undefined
    const name = property.getNameNode()
    if (Node.isComputedPropertyName(name)) return undefined
    names.add(Node.isStringLiteral(name) ? name.getLiteralValue() : name.getText())
  }
  return names
}

const none: ReadonlySet<string> = new Set()
