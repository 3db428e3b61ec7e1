import { describeNode } from "@millrace/plan"
import type { LoadedModule, SourceWorkflow } from "../../../1-load/source-code.ts"
import { workflowOption } from "../../workflow-option.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"

/** Looks for children that run durably with their parent, and that nobody has checked for it. */
export function checkChildren({ flow, module }: FlowFacts): ReadonlyArray<Finding> {
  return nodesIn(flow.plan.body).flatMap((node): ReadonlyArray<Finding> => {
    if (node.kind !== "child" || node.span === undefined || isChecked(node.workflow, module)) return []
    const { name } = node.workflow
    const message = `${describeNode(node)} runs durably with its parent, but workflow '${name}' is not declared durable, so nothing has checked that it can`
    return [{ code: "CHILD.NOT_DURABLE", node: node.span, message, fix: `say so: flow("${name}", { durable: true })` }]
  })
}

function isChecked(workflow: SourceWorkflow, module: LoadedModule): boolean {
  if (workflow.module === undefined) {
    return module.flows.some((flow) => flow.exportName === workflow.exportName && flow.plan.durable === true)
  }
  const said = workflowOption(workflow, "durable", module.modules)
  if (said === undefined) return module.isDurable === true
  return said.kind !== "value" || said.value === true
}
