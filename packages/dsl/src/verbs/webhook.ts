import type {
  Activity,
  AnyActivity,
  AnySchema,
  DurationInput,
  SchemaType,
  WebhookNode,
  WebhookRequest,
  Webhooks,
} from "@millrace/plan"
import type { After, AnyBlockEnd, FailureOf, RequirementsOf, ValueOf } from "../block-end.ts"
import type { BlockBuilder, Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import type { AnyVisible, ScopeOf, With } from "../scope.ts"
import type { FreeName } from "../sentences.ts"
import { parseWaiting } from "../waiting.ts"
import type { LiveWaiting, WaitingFailure, WaitingSpec } from "../waiting.ts"

/** A call from outside to wait for. */
export interface WebhookSpec<Payload extends AnySchema, Deadline> extends WaitingSpec<Deadline> {
  /** The schema of the call's body; one that does not fit is refused to the caller. */
  readonly payload: Payload
  /** Says whether a call is genuine, from its headers and its body as text. @default every call with the URL is */
  readonly verify?: (request: WebhookRequest) => boolean
}

/** What the announcement is given; it may be left out when the activity takes just the URL. */
export type AnnounceMapping<Seen extends AnyVisible, Announced> = { readonly url: string } extends Announced
  ? { readonly map?: (scope: ScopeOf<Seen>["values"], url: string) => Announced }
  : { readonly map: (scope: ScopeOf<Seen>["values"], url: string) => Announced }

/** What calling `.webhook` takes and gives. */
export interface WebhookVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <
    const Name extends string,
    Payload extends AnySchema,
    Announced,
    AnnounceFailure,
    AnnounceRequirements,
    const Deadline extends DurationInput | undefined = undefined,
    OnDeadline extends AnyBlockEnd = never,
  >(
    name: FreeName<Name, Seen["names"]>,
    spec: WebhookSpec<Payload, Deadline> &
      AnnounceMapping<Seen, NoInfer<Announced>> & {
        /** The activity that tells the caller its URL. */
        readonly announce: Activity<Announced, unknown, AnnounceFailure, AnnounceRequirements>
        /** The block that runs when the deadline passes, instead of a failure. */
        readonly onDeadline?: (b: BlockBuilder<Seen>) => OnDeadline
      },
  ): Builder<
    After<Mode, SchemaType<Payload> | ValueOf<OnDeadline>>,
    With<Seen, Name, SchemaType<Payload> | ValueOf<OnDeadline>>,
    Failure | AnnounceFailure | WaitingFailure<Deadline, OnDeadline> | FailureOf<OnDeadline>,
    Requirements | Webhooks | AnnounceRequirements | RequirementsOf<OnDeadline>
  >
}

/** Makes the node of `.webhook`. */
export function parseWebhook(
  name: string,
  spec: LiveWaiting & {
    readonly payload: AnySchema
    readonly announce: AnyActivity
    readonly map?: LiveMapping
    readonly verify?: LiveMapping
  },
): WebhookNode {
  checkName(name)
  return {
    kind: "webhook",
    name,
    payload: spec.payload,
    announce: spec.announce,
    ...(spec.map === undefined ? {} : { mapping: spec.map }),
    ...(spec.verify === undefined ? {} : { verify: spec.verify }),
    ...parseWaiting(name, spec),
  }
}
