import type { MinimumSuccessMissed as Shape, ParallelSummary } from "@millrace/plan"

/** Fewer branches or items succeeded than `minimumSuccess` asks for. Terminal. */
export class MinimumSuccessMissed extends Error implements Shape {
  readonly _tag = "MinimumSuccessMissed"
  override readonly name = "MinimumSuccessMissed"
  readonly path: string
  readonly minimumSuccess: number
  readonly summary: ParallelSummary

  constructor(fields: Pick<Shape, "path" | "minimumSuccess" | "summary">) {
    const { succeeded, total } = fields.summary
    super(
      `${succeeded} of ${total} succeeded ${fields.path === "" ? "in a parallel" : `at '${fields.path}'`}, ` +
        `fewer than the required share of ${fields.minimumSuccess}`,
    )
    this.path = fields.path
    this.minimumSuccess = fields.minimumSuccess
    this.summary = fields.summary
  }
}
