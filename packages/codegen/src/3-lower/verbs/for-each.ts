import type { ForEachNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { inlineMapping } from "../author-code/inline-mapping.ts"
import { keepExpression } from "../author-code/keep-expression.ts"
import { callAbi, literal, read, yieldFrom } from "../expression.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { lowerClosure } from "../lower-closure.ts"
import { operationOptions } from "../operation-options.ts"
import { typedConstant } from "../typed-constant.ts"

/** `.forEach` is a call with a closure for the body: `yield* forEach(at, "texts", pages, (at, item) => ...)`. */
export function lowerForEach(node: ForEachNode<SourceCode>, lowering: Lowering): LoweredNode {
  const { scope, context } = lowering
  const { concurrency, minimumSuccess, summary } = node
  const values = lowering.local(node.name)
  const items = typedConstant(inlineMapping(node.items, scope, context), `${values.name}Items`, scope)
  const call = callAbi(
    "forEach",
    read(scope.at),
    literal(node.name),
    items.value,
    lowerClosure(node.body, ["item", "index"], lowering),
    ...operationOptions({
      concurrency,
      minimumSuccess,
      summary: summary === undefined ? undefined : true,
      key: node.key && keepExpression(node.key),
    }),
  )
  if (summary === undefined) {
    return { statements: items.before, value: yieldFrom(call), locals: [[node.name, values]] }
  }
  const overview = lowering.local(summary)
  return {
    statements: [
      ...items.before,
      { kind: "bind", target: { kind: "tuple", locals: [values, overview] }, value: yieldFrom(call) },
    ],
    locals: [
      [node.name, values],
      [summary, overview],
    ],
  }
}
