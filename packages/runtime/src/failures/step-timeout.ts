import type { StepTimeout as Shape } from "@millrace/plan"

/** One attempt of a step took longer than its `timeout`. Retryable. */
export class StepTimeout extends Error implements Shape {
  readonly _tag = "StepTimeout"
  override readonly name = "StepTimeout"
  readonly path: string
  readonly attempt: number
  readonly timeoutMs: number

  constructor(fields: Pick<Shape, "path" | "attempt" | "timeoutMs">) {
    super(`attempt ${fields.attempt} of step '${fields.path}' took longer than its timeout of ${fields.timeoutMs} ms`)
    this.path = fields.path
    this.attempt = fields.attempt
    this.timeoutMs = fields.timeoutMs
  }
}
