import { definitionOf } from "./definition-of.ts"
import type { DefinedNode } from "./definition-of.ts"
import type { Expression, YieldExpression } from "./expression.ts"
import { callDefinition, literal, read, yieldFrom } from "./expression.ts"
import type { Lowering } from "./lower-block.ts"
import { lowerClosure } from "./lower-closure.ts"

/** Calls what waits for somebody outside, with what it is given and the block for when nobody comes in time. */
export function callWaiting(
  node: Extract<DefinedNode, { readonly kind: "human" | "signal" | "webhook" }>,
  given: ReadonlyArray<Expression | undefined>,
  lowering: Lowering,
): YieldExpression {
  const onDeadline = node.onDeadline && lowerClosure(node.onDeadline, [], lowering)
  const all = [...given, onDeadline]
  const last = all.findLastIndex((each) => each !== undefined)
  const written = all.slice(0, last + 1).map((each) => each ?? literal(undefined))
  return yieldFrom(callDefinition(definitionOf(node, lowering.context), read(lowering.scope.at), ...written))
}
