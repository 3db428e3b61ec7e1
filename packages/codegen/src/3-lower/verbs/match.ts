import type { MatchNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { inlineMapping } from "../author-code/inline-mapping.ts"
import type { Expression } from "../expression.ts"
import { callAbi, literal, read } from "../expression.ts"
import { assignedLocal, lowerBranch } from "../lower-branch.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { makeLocal } from "../local.ts"
import type { Statement } from "../statement.ts"

/** `.match` is a `switch` whose cases assign its value; a value that no case covers is thrown as `unmatched`. */
export function lowerMatch(node: MatchNode<SourceCode>, lowering: Lowering): LoweredNode {
  const { scope, context } = lowering
  const assigned = assignedLocal(node.name, lowering)
  const mapping = inlineMapping(node.on, scope, context)
  const statements: Array<Statement> = [...mapping.before]
  let on: Expression = mapping.value
  if (node.otherwise === undefined && !isShort(on)) {
    const label = makeLocal(scope.names.take(`${assigned.local.name}Label`))
    statements.push({ kind: "bind", target: label, value: on })
    on = read(label)
  }
  const cases = node.cases.map(({ label, block }) => ({
    label,
    body: lowerBranch({ verb: node.name, label, block }, lowering),
  }))
  const otherwise =
    node.otherwise === undefined
      ? callAbi("unmatched", read(scope.at), literal(node.name), on)
      : lowerBranch({ verb: node.name, label: "otherwise", block: node.otherwise }, lowering)
  statements.push({ kind: "switch", assigned, on, cases, otherwise })
  return { statements, locals: [[node.name, assigned.local]] }
}

/**
 * Whether the expression only reads a local, so that it can be written twice. One that reads a property cannot: behind
 * the cases TypeScript may know that what has the property cannot be.
 */
function isShort(on: Expression): boolean {
  if (on.kind !== "author") return false
  return on.pieces.every((piece) => piece.kind === "read" || (piece.kind === "text" && piece.text === ""))
}
