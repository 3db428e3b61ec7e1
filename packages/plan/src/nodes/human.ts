import type { Code, LiveCode } from "../code.ts"
import type { DurationInput } from "../duration.ts"
import type { BaseNode } from "./base.ts"
import type { Block } from "./block.ts"

/** `.human(name, { form, show, assignees, deadline, onDeadline })`: a question to a person, answered with a form. */
export interface HumanNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "human"
  readonly form: C["schema"]
  /** What the person is shown; any value. */
  readonly show?: C["mapping"]
  readonly assignees?: ReadonlyArray<string>
  readonly deadline?: DurationInput
  /** Runs instead of failing with `DeadlineExceeded`. */
  readonly onDeadline?: Block<C>
}
