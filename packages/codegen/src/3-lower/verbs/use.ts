import type { UseNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { keepExpression } from "../author-code/keep-expression.ts"
import { callAbi, literal, read, yieldFrom } from "../expression.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { lowerClosure } from "../lower-closure.ts"

/** `.use` is a call with a closure for the body: `yield* use(at, "used", connection, (at, resource) => ...)`. */
export function lowerUse(node: UseNode<SourceCode>, lowering: Lowering): LoweredNode {
  const target = lowering.local(node.name)
  const call = callAbi(
    "use",
    read(lowering.scope.at),
    literal(node.name),
    keepExpression(node.resource.reference),
    lowerClosure(node.body, ["resource"], lowering),
  )
  return { statements: [], value: yieldFrom(call), locals: [[node.name, target]] }
}
