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
import type { Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import type { AnyVisible, ScopeOf, With } from "../scope.ts"
import type { FreeName } from "../sentences.ts"
import { parseWaiting } from "../waiting.ts"
import type { LiveWaiting, WaitingFailure, WaitingSpec } from "../waiting.ts"

/** A call from outside to wait for. */
export interface WebhookSpec<
  Seen extends AnyVisible,
  Payload extends AnySchema,
  Announce,
  Deadline,
  OnDeadline,
> extends WaitingSpec<Seen, Deadline, OnDeadline> {
  /** The schema of the call's body; one that does not fit is refused to the caller. */
  readonly payload: Payload
  /** The activity that tells the caller its URL. */
  readonly announce: Announce
  /** What the announcement is given. @default just the `url` */
  readonly map?: (scope: ScopeOf<Seen>["values"], url: string) => InputOf<Announce>
  /** Says whether a call is genuine, from its headers and its body as text. @default every call with the URL is */
  readonly verify?: (request: WebhookRequest) => boolean
}

/** A call from outside whose announcement takes more than the URL. */
export interface MappedWebhookSpec<
  Seen extends AnyVisible,
  Payload extends AnySchema,
  Announce,
  Deadline,
  OnDeadline,
> extends WebhookSpec<Seen, Payload, Announce, Deadline, OnDeadline> {
  readonly map: (scope: ScopeOf<Seen>["values"], url: string) => InputOf<Announce>
}

type ActivityFailure<A> = A extends Activity<infer _I, infer _O, infer Failure, infer _R> ? Failure : never
type ActivityRequirements<A> =
  A extends Activity<infer _I, infer _O, infer _F, infer Requirements> ? Requirements : never
type InputOf<A> = A extends Activity<infer Input, infer _O, infer _F, infer _R> ? Input : never

/** What calling `.webhook` takes and gives. */
export interface WebhookVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <
    const Name extends string,
    Payload extends AnySchema,
    Announce extends AnyActivity,
    const Deadline extends DurationInput | undefined = undefined,
    OnDeadline extends AnyBlockEnd = never,
  >(
    name: FreeName<Name, Seen["names"]>,
    spec: { readonly url: string } extends InputOf<NoInfer<Announce>>
      ? WebhookSpec<Seen, Payload, Announce, Deadline, OnDeadline>
      : MappedWebhookSpec<Seen, Payload, Announce, Deadline, OnDeadline>,
  ): Builder<
    After<Mode, SchemaType<Payload> | ValueOf<OnDeadline>>,
    With<Seen, Name, SchemaType<Payload> | ValueOf<OnDeadline>>,
    Failure | ActivityFailure<Announce> | WaitingFailure<Deadline, OnDeadline> | FailureOf<OnDeadline>,
    Requirements | Webhooks | ActivityRequirements<Announce> | RequirementsOf<OnDeadline>
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
