import type { AnySchema, HumanNode } from "@millrace/plan"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import type { Entry, Scope } from "../scope.ts"
import { parseWaiting } from "../waiting.ts"
import type { LiveWaiting, WaitingSpec } from "../waiting.ts"

/** A question to a person. */
export interface HumanSpec<Entries extends Entry, Form extends AnySchema, Deadline> extends WaitingSpec<Deadline> {
  /** The schema of the answer. */
  readonly form: Form
  /** What the person is shown. */
  readonly show?: (scope: Scope<Entries>) => unknown
  /** Who may answer. @default anyone */
  readonly assignees?: ReadonlyArray<string>
}

/** Makes the node of `.human`. */
export function parseHuman(
  name: string,
  spec: LiveWaiting & {
    readonly form: AnySchema
    readonly show?: LiveMapping
    readonly assignees?: ReadonlyArray<string>
  },
): HumanNode {
  checkName(name)
  return {
    kind: "human",
    name,
    form: spec.form,
    ...(spec.show === undefined ? {} : { show: spec.show }),
    ...(spec.assignees === undefined ? {} : { assignees: Object.freeze([...spec.assignees]) }),
    ...parseWaiting(name, spec),
  }
}
