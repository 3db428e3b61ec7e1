import type { LoopNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { inlineMapping } from "../author-code/inline-mapping.ts"
import { keepExpression } from "../author-code/keep-expression.ts"
import { callAbi, literal, read, yieldFrom } from "../expression.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { lowerClosure } from "../lower-closure.ts"
import { operationOptions } from "../operation-options.ts"
import { typedConstant } from "../typed-constant.ts"

/** `.loop` is a call with a closure for the body: `yield* loop(at, "checked", initial, (at, state) => ..., { until, max })`. */
export function lowerLoop(node: LoopNode<SourceCode>, lowering: Lowering): LoweredNode {
  const { scope, context } = lowering
  const target = lowering.local(node.name)
  const initial = typedConstant(inlineMapping(node.initial, scope, context), `${target.name}Initial`, scope)
  const call = callAbi(
    "loop",
    read(scope.at),
    literal(node.name),
    initial.value,
    lowerClosure(node.body, ["state", "iteration"], lowering),
    ...operationOptions({
      [node.test.kind]: keepExpression(node.test.predicate),
      max: node.max,
      onExhausted: node.onExhausted === "fail" ? undefined : node.onExhausted,
    }),
  )
  return { statements: initial.before, value: yieldFrom(call), locals: [[node.name, target]] }
}
