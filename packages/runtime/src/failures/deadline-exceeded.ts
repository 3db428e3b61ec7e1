import type { DeadlineExceeded as Shape } from "@millrace/plan"

/** A step with all its attempts, or the wait for a person, took longer than its `deadline`. Terminal. */
export class DeadlineExceeded extends Error implements Shape {
  readonly _tag = "DeadlineExceeded"
  override readonly name = "DeadlineExceeded"
  readonly path: string
  readonly deadlineMs: number

  constructor(fields: Pick<Shape, "path" | "deadlineMs">) {
    super(`step '${fields.path}' took longer than its deadline of ${fields.deadlineMs} ms`)
    this.path = fields.path
    this.deadlineMs = fields.deadlineMs
  }
}
