import type { SagaNode } from "@millrace/plan"
import { checkName } from "../check.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"

/** Makes the node of `.saga`. */
export function parseSaga(name: string, body: BlockCallback): SagaNode {
  checkName(name)
  return { kind: "saga", name, body: parseBlock(body) }
}
