import type { TryNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { callAbi, literal, read, yieldFrom } from "../expression.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { lowerClosure } from "../lower-closure.ts"

/** `.try` is a call with a closure for the body and one a handler: `yield* tryCatch(at, "paid", (at) => ..., { Declined: ... })`. */
export function lowerTry(node: TryNode<SourceCode>, lowering: Lowering): LoweredNode {
  const target = lowering.local(node.name)
  const call = callAbi("tryCatch", read(lowering.scope.at), literal(node.name), lowerClosure(node.body, [], lowering), {
    kind: "object",
    entries: node.handlers.map(({ tag, block }) => [tag, lowerClosure(block, ["error"], lowering)]),
  })
  return { statements: [], value: yieldFrom(call), locals: [[node.name, target]] }
}
