import type { AnySchema, DeadlineExceeded, DurationInput, HumanNode } from "@millrace/plan"
import { checkDuration, checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { Entry, Scope } from "../scope.ts"

/** A question to a person. */
export interface HumanSpec<Entries extends Entry, Form extends AnySchema, Deadline> {
  /** The schema of the answer. */
  readonly form: Form
  /** What the person is shown. */
  readonly show?: (scope: Scope<Entries>) => unknown
  /** Who may answer. @default anyone */
  readonly assignees?: ReadonlyArray<string>
  /** How long to wait for the answer; then the step fails with `DeadlineExceeded`, or `onDeadline` runs. */
  readonly deadline?: Deadline
}

/** What waiting too long fails with, when no `onDeadline` block takes over. */
export type HumanDeadlineFailure<Deadline, OnDeadline> = [OnDeadline] extends [never]
  ? Deadline extends DurationInput
    ? DeadlineExceeded
    : never
  : never

/** Makes the node of `.human`. */
export function parseHuman(
  name: string,
  spec: {
    readonly form: AnySchema
    readonly show?: LiveMapping
    readonly assignees?: ReadonlyArray<string>
    readonly deadline?: DurationInput
    readonly onDeadline?: BlockCallback
  },
): HumanNode {
  checkName(name)
  checkDuration(name, "deadline", spec.deadline)
  return {
    kind: "human",
    name,
    form: spec.form,
    ...(spec.show === undefined ? {} : { show: spec.show }),
    ...(spec.assignees === undefined ? {} : { assignees: Object.freeze([...spec.assignees]) }),
    ...(spec.deadline === undefined ? {} : { deadline: spec.deadline }),
    ...(spec.onDeadline === undefined ? {} : { onDeadline: parseBlock(spec.onDeadline) }),
  }
}
