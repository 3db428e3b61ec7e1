import type { WhenNode } from "@millrace/plan"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"

/** Makes the node of `.when`. */
export function parseWhen(
  name: string,
  predicate: LiveMapping,
  blocks: { readonly then: BlockCallback; readonly otherwise: BlockCallback | undefined },
): WhenNode {
  checkName(name)
  return {
    kind: "when",
    name,
    predicate,
    then: parseBlock(blocks.then),
    ...(blocks.otherwise === undefined ? {} : { otherwise: parseBlock(blocks.otherwise) }),
  }
}
