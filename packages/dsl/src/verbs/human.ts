import type { AnySchema, DurationInput, HumanNode, HumanTasks, InvalidAnswer, SchemaType } from "@millrace/plan"
import type { After, AnyBlockEnd, FailureOf, RequirementsOf, ValueOf } from "../block-end.ts"
import type { Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import type { AnyVisible, ScopeOf, With } from "../scope.ts"
import type { FreeName } from "../sentences.ts"
import { parseWaiting } from "../waiting.ts"
import type { LiveWaiting, WaitingFailure, WaitingSpec } from "../waiting.ts"

/** A question to a person. */
export interface HumanSpec<Seen extends AnyVisible, Form extends AnySchema, Deadline, OnDeadline> extends WaitingSpec<
  Seen,
  Deadline,
  OnDeadline
> {
  /** The schema of the answer. */
  readonly form: Form
  /** What the person is shown. */
  readonly show?: (scope: ScopeOf<Seen>["values"]) => unknown
  /** Who may answer. @default anyone */
  readonly assignees?: ReadonlyArray<string>
}

/** What calling `.human` takes and gives. */
export interface HumanVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <
    const Name extends string,
    Form extends AnySchema,
    const Deadline extends DurationInput | undefined = undefined,
    OnDeadline extends AnyBlockEnd = never,
  >(
    name: FreeName<Name, Seen["names"]>,
    spec: HumanSpec<Seen, Form, Deadline, OnDeadline>,
  ): Builder<
    After<Mode, SchemaType<Form> | ValueOf<OnDeadline>>,
    With<Seen, Name, SchemaType<Form> | ValueOf<OnDeadline>>,
    Failure | InvalidAnswer | WaitingFailure<Deadline, OnDeadline> | FailureOf<OnDeadline>,
    Requirements | HumanTasks | RequirementsOf<OnDeadline>
  >
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
