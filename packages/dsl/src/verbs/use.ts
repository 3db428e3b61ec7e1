import type { AnyResource, UseNode } from "@millrace/plan"
import { checkName } from "../check.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"

/** Makes the node of `.use`. */
export function parseUse(name: string, resource: AnyResource, body: BlockCallback): UseNode {
  checkName(name)
  return { kind: "use", name, resource, body: parseBlock(body) }
}
