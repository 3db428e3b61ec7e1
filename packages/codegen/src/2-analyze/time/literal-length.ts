import { Node } from "ts-morph"
import { followReference } from "../../1-load/follow-reference.ts"
import type { ModuleSources } from "../../1-load/module-sources.ts"
import { mutationOf } from "../../1-load/mutation.ts"
import type { SourceMapping } from "../../1-load/source-code.ts"
import { unwrap } from "../../1-load/unwrap.ts"

/** Gives how many items a `forEach` goes over, where its list is written out; `undefined` where it is not. */
export function literalLength({ node }: SourceMapping, modules: ModuleSources): number | undefined {
  if (!Node.isArrowFunction(node)) return undefined
  const body = node.getBody()
  if (Node.isBlock(body)) return undefined
  const referent = followReference(body, modules)
  if (referent.kind !== "expression") return undefined
  const list = unwrap(referent.node)
  if (!Node.isArrayLiteralExpression(list)) return undefined
  const declaration = list.getFirstAncestor(Node.isVariableDeclaration)
  const isHere = list.getFirstAncestor((each) => each === node) !== undefined
  if (
    !isHere &&
    declaration !== undefined &&
    mutationOf(declaration.getName(), declaration.getSourceFile()) !== undefined
  ) {
    return undefined
  }
  const elements = list.getElements()
  return elements.some(Node.isSpreadElement) ? undefined : elements.length
}
