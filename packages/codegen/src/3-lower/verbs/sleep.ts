import type { SleepNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import type { InlinedMapping } from "../author-code/inline-mapping.ts"
import { inlineMapping } from "../author-code/inline-mapping.ts"
import { callAbi, literal, read, yieldFrom } from "../expression.ts"
import { optionalMillis } from "../literals.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"

/** `.sleep` is a call with milliseconds, or with what its mapping gives: `yield* sleep(at, "short", 300_000)`. */
export function lowerSleep(node: SleepNode<SourceCode>, { scope, context, local }: Lowering): LoweredNode {
  const target = local(node.name)
  const time: InlinedMapping =
    node.until === undefined
      ? { before: [], value: literal(optionalMillis(node.duration)) }
      : inlineMapping(node.until, scope, context)
  const call = callAbi("sleep", read(scope.at), literal(node.name), time.value)
  return { statements: time.before, value: yieldFrom(call), locals: [[node.name, target]] }
}
