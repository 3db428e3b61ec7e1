import type { Code, LiveCode } from "../code.ts"
import type { BaseNode } from "./base.ts"
import type { Waiting } from "./waiting.ts"

/** `.human(name, { form, show, assignees, deadline, onDeadline })`: a question to a person, answered with a form. */
export interface HumanNode<C extends Code = LiveCode> extends BaseNode, Waiting<C> {
  readonly kind: "human"
  readonly form: C["schema"]
  /** What the person is shown; any value. */
  readonly show?: C["mapping"]
  readonly assignees?: ReadonlyArray<string>
}
