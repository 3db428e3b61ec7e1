/**
 * An execution cannot go on with the code that is there: it does not do what the journal says was done.
 *
 * **Details**
 *
 * Nothing was run, so nothing has to be undone. Put the code back that the execution began with, or one that does the same
 * at this path, and resume it.
 */
export class Diverged extends Error {
  readonly _tag = "Diverged"
  override readonly name = "Diverged"
  readonly execution: string
  readonly workflow: string
  /** The step. */
  readonly path: string
  /** What the journal has there. */
  readonly recorded: string
  /** What the code does instead. */
  readonly found: string
  /** The digest of the plan by which that was recorded. */
  readonly recordedPlan: string
  /** The digest of the plan that has been found now. */
  readonly plan: string

  constructor(fields: {
    readonly execution: string
    readonly workflow: string
    readonly path: string
    readonly recorded: string
    readonly found: string
    readonly recordedPlan: string
    readonly plan: string
  }) {
    const { plan, recordedPlan } = fields
    const plans = plan === recordedPlan ? `plan ${plan}, as this` : `plan ${recordedPlan}; this is ${plan}`
    const place = fields.path === "" ? "its end" : `'${fields.path}'`
    super(
      `execution '${fields.execution}' of '${fields.workflow}' cannot go on with this code: at ${place} the code ${fields.found}, but the journal has ${fields.recorded}; put code back that does what was recorded (${plans}), and resume it`,
    )
    this.execution = fields.execution
    this.workflow = fields.workflow
    this.path = fields.path
    this.recorded = fields.recorded
    this.found = fields.found
    this.recordedPlan = recordedPlan
    this.plan = plan
  }
}
