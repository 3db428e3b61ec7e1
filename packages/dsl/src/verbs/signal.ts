import type { AnySchema, DurationInput, SchemaType, SignalNode } from "@millrace/plan"
import type { After, AnyBlockEnd, FailureOf, RequirementsOf, ValueOf } from "../block-end.ts"
import type { Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import type { AnyVisible, With } from "../scope.ts"
import type { FreeName } from "../sentences.ts"
import { parseWaiting } from "../waiting.ts"
import type { LiveWaiting, WaitingFailure, WaitingSpec } from "../waiting.ts"

/** A message to wait for. */
export interface SignalSpec<
  Seen extends AnyVisible,
  Payload extends AnySchema,
  Deadline,
  OnDeadline,
> extends WaitingSpec<Seen, Deadline, OnDeadline> {
  /** The schema of the message; one that does not fit is refused to its sender. */
  readonly payload: Payload
}

/** What calling `.signal` takes and gives. */
export interface SignalVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <
    const Name extends string,
    Payload extends AnySchema,
    const Deadline extends DurationInput | undefined = undefined,
    OnDeadline extends AnyBlockEnd = never,
  >(
    name: FreeName<Name, Seen["names"]>,
    spec: SignalSpec<Seen, Payload, Deadline, OnDeadline>,
  ): Builder<
    After<Mode, SchemaType<Payload> | ValueOf<OnDeadline>>,
    With<Seen, Name, SchemaType<Payload> | ValueOf<OnDeadline>>,
    Failure | WaitingFailure<Deadline, OnDeadline> | FailureOf<OnDeadline>,
    Requirements | RequirementsOf<OnDeadline>
  >
}

/** Makes the node of `.signal`. */
export function parseSignal(name: string, spec: LiveWaiting & { readonly payload: AnySchema }): SignalNode {
  checkName(name)
  return { kind: "signal", name, payload: spec.payload, ...parseWaiting(name, spec) }
}
