import type { AnyWorkflow, ChildNode } from "@millrace/plan"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"

/** Makes the node of `.child`. */
export function parseChild(name: string, workflow: AnyWorkflow, mapping?: LiveMapping): ChildNode {
  checkName(name)
  return { kind: "child", name, workflow, ...(mapping === undefined ? {} : { mapping }) }
}
