import type { ParallelNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { callAbi, read, yieldFrom } from "../expression.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { lowerClosure } from "../lower-closure.ts"
import { operationOptions } from "../operation-options.ts"

/** `.parallel` is a call with a closure a branch: `const { a, b } = yield* parallel(at, { a: ..., b: ... })`. */
export function lowerParallel(node: ParallelNode<SourceCode>, lowering: Lowering): LoweredNode {
  const { concurrency, minimumSuccess, summary } = node
  const names = node.branches.map((branch) => branch.name)
  const entries = [...names, ...(summary === undefined ? [] : [summary])].map(
    (name) => [name, lowering.local(name)] as const,
  )
  const branches = node.branches.map(({ name, block }) => [name, lowerClosure(block, [], lowering)] as const)
  const call = callAbi(
    "parallel",
    read(lowering.scope.at),
    { kind: "object", entries: branches },
    ...operationOptions({ concurrency, minimumSuccess, summary }),
  )
  return {
    statements: [{ kind: "bind", target: { kind: "record", entries }, value: yieldFrom(call) }],
    locals: entries,
  }
}
