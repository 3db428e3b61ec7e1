import type { LetNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { inlineValue } from "../author-code/inline-mapping.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"

/** `.let` is a local constant: `const total = lines.length`. */
export function lowerLet(node: LetNode<SourceCode>, { scope, context, local }: Lowering): LoweredNode {
  const { before, value } = inlineValue(node.mapping, scope, context)
  return { statements: before, value, locals: [[node.name, local(node.name)]] }
}
