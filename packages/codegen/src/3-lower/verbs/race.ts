import type { RaceNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { callAbi, literal, read, yieldFrom } from "../expression.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { lowerClosure } from "../lower-closure.ts"

/** `.race` is a call with a closure a branch: `yield* race(at, "first", { found: ..., fixed: ... })`. */
export function lowerRace(node: RaceNode<SourceCode>, lowering: Lowering): LoweredNode {
  const target = lowering.local(node.name)
  const entries = node.branches.map(({ name, block }) => [name, lowerClosure(block, [], lowering)] as const)
  const call = callAbi("race", read(lowering.scope.at), literal(node.name), { kind: "object", entries })
  return { statements: [], value: yieldFrom(call), locals: [[node.name, target]] }
}
