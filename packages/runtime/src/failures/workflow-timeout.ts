import type { WorkflowTimeout as Shape } from "@millrace/plan"

/** An execution took longer than the workflow's `timeout`. Terminal. */
export class WorkflowTimeout extends Error implements Shape {
  readonly _tag = "WorkflowTimeout"
  override readonly name = "WorkflowTimeout"
  readonly workflow: string
  readonly timeoutMs: number

  constructor(fields: Pick<Shape, "workflow" | "timeoutMs">) {
    super(`workflow '${fields.workflow}' took longer than its timeout of ${fields.timeoutMs} ms`)
    this.workflow = fields.workflow
    this.timeoutMs = fields.timeoutMs
  }
}
