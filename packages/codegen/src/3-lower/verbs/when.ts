import type { WhenNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { inlineMapping } from "../author-code/inline-mapping.ts"
import { callAbi, literal, read } from "../expression.ts"
import { assignedLocal, lowerBranch } from "../lower-branch.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import type { Body } from "../statement.ts"

/** `.when` is an `if` whose branches assign its value. */
export function lowerWhen(node: WhenNode<SourceCode>, lowering: Lowering): LoweredNode {
  const { scope, context } = lowering
  const assigned = assignedLocal(node.name, lowering)
  const test = inlineMapping(node.predicate, scope, context)
  const then = lowerBranch({ verb: node.name, label: "then", block: node.then }, lowering)
  const otherwise: Body =
    node.otherwise === undefined
      ? { statements: [{ kind: "run", value: callAbi("skipBranch", read(scope.at), literal(node.name)) }] }
      : lowerBranch({ verb: node.name, label: "otherwise", block: node.otherwise }, lowering)
  return {
    statements: [...test.before, { kind: "if", assigned, test: test.value, then, otherwise }],
    locals: [[node.name, assigned.local]],
  }
}
