import type { SagaNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { callAbi, literal, read, yieldFrom } from "../expression.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { lowerClosure } from "../lower-closure.ts"

/** `.saga` is a call with a closure for the body: `yield* saga(at, "all", function* (at) { ... })`. */
export function lowerSaga(node: SagaNode<SourceCode>, lowering: Lowering): LoweredNode {
  const target = lowering.local(node.name)
  const call = callAbi("saga", read(lowering.scope.at), literal(node.name), lowerClosure(node.body, [], lowering))
  return { statements: [], value: yieldFrom(call), locals: [[node.name, target]] }
}
