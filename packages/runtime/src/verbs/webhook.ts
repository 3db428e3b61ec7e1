import type {
  Activity,
  AnySchema,
  DeadlineExceeded,
  RetryPolicy,
  SchemaType,
  ValueIssue,
  WebhookRequest,
  Webhooks,
} from "@millrace/plan"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { observeStep } from "../events/observe-step.ts"
import type { BlockBody, FailureOf, RequirementsOf, ValueOf } from "../runner/block.ts"
import { blockPosition, stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import { InvalidPayload } from "../failures/invalid-payload.ts"
import type { Arrival, KeptWait, Recorder } from "../runner/recorder.ts"
import { withSchemas } from "../attempts/with-schemas.ts"
import { withPolicies } from "../policies/with-policies.ts"
import { decoderOf } from "../schemas/checker.ts"
import type { Checker } from "../schemas/checker.ts"
import { escalate, withinDeadline } from "../waiting/within-deadline.ts"
import { webhooksService } from "../webhooks/service.ts"
import type { OpenWebhook, WebhookTask, WebhookVerdict } from "../webhooks/service.ts"
import { step } from "./step.ts"
import type { StepFunction } from "./step.ts"

/** What call a `webhook` waits for, and who is told its URL. */
export interface WebhookOptions<Announced, Failure, Requirements, Payload extends AnySchema = AnySchema> {
  /** The schema of the call's body. */
  readonly payload: Payload
  /** The activity that tells the caller its URL. */
  readonly announce: Activity<Announced, unknown, Failure, Requirements>
  /** Says whether a call is genuine; one that throws says that it is not. @default every call with the URL is */
  readonly verify?: (request: WebhookRequest) => boolean
  /** How long the call may take from when the URL was made, in milliseconds. */
  readonly deadline?: number
  /** The workflow's retry policy, for an announcement that has none. */
  readonly defaultRetry?: RetryPolicy
}

type OwnDeadline<Deadline> = Deadline extends number ? DeadlineExceeded : never

/** Waits for the call at a position; `map` gives what the announcement takes, which is `{ url }` without it. */
export interface WebhookFunction<Announced, Failure, Requirements, Payload extends AnySchema, Deadline> {
  (
    at: Position,
    map?: (url: string) => Announced,
  ): Effect.Effect<SchemaType<Payload>, Failure | OwnDeadline<Deadline>, Requirements | Webhooks>
  <Body extends BlockBody>(
    at: Position,
    map: ((url: string) => Announced) | undefined,
    onDeadline: (at: Position) => Body,
  ): Effect.Effect<
    SchemaType<Payload> | ValueOf<Body>,
    Failure | FailureOf<Body>,
    Requirements | Webhooks | RequirementsOf<Body>
  >
}

/** One wait for a call, from its announcement to its end. */
interface WebhookLife {
  readonly at: Position
  readonly path: string
  readonly map: ((url: string) => unknown) | undefined
  readonly onDeadline: ((at: Position) => BlockBody) | undefined
  /** 0 until the URL was announced. */
  attempt: number
  /** What a journal has kept of it; then its URL serves later lives too. */
  kept?: KeptWait
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Compiles a wait for a call from outside once, and gives the function that waits.
 *
 * **Details**
 *
 * The announcement is a step of its own, `<name>.announce`. A call may come before it has ended.
 *
 * **Example**
 *
 * ```ts
 * const calledWebhook = webhook("called", { payload: Approval, announce: send })
 *
 * const called = yield* calledWebhook(at, (url) => ({ to: input.id, link: url }))
 * ```
 *
 * @since 0.1.0
 */
export function webhook<
  Announced,
  Failure,
  Requirements,
  Payload extends AnySchema,
  const Deadline extends number | undefined = undefined,
>(
  name: string,
  options: Omit<WebhookOptions<Announced, Failure, Requirements, Payload>, "deadline"> & {
    readonly deadline?: Deadline
  },
): WebhookFunction<Announced, Failure, Requirements, Payload, Deadline>
export function webhook(
  name: string,
  options: WebhookOptions<never, unknown, unknown>,
): (at: Position, map?: (url: string) => unknown, onDeadline?: (at: Position) => BlockBody) => AnyEffect {
  const { announce, deadline, defaultRetry } = options
  const decode = decoderOf(options.payload)
  const judge = judgeOf(decode, options.verify)
  // The announcement's input is what `map` gives, which the types have withSchemas.
  const announceStep = step(
    "announce",
    withSchemas(announce),
    withPolicies(defaultRetry === undefined ? {} : { defaultRetry }),
  ) as StepFunction<unknown, unknown, unknown, unknown>
  const waitFor = (life: WebhookLife, opened: OpenWebhook): AnyEffect => {
    const { at, path, map, onDeadline } = life
    const announced = Effect.suspend(() =>
      announceStep(blockPosition(at, name), map === undefined ? { url: opened.url } : map(opened.url)),
    )
    const { observer, recorder } = at.execution
    const waited = Effect.flatMap(Clock.currentTimeMillis, (nowMs) => {
      life.attempt = 1
      if (recorder?.isBegun(path) !== true) observer?.emit(path, { type: "step.waiting", attempt: 1 })
      if (recorder !== undefined)
        return waitRecorded(life, opened, { name, deadlineMs: deadline, nowMs, recorder, decode })
      const left = deadline === undefined ? {} : { leftMs: Math.max(0, opened.expires - nowMs) }
      const take = (): AnyEffect | undefined => {
        const accepted = opened.accepted()
        if (accepted === undefined) opened.close()
        return accepted && Exit.succeed(accepted.payload)
      }
      const arrived = Effect.flatMap(opened.called, () => take() ?? Effect.never)
      return withinDeadline({ at, name, path, deadlineMs: deadline, ...left, onDeadline }, arrived, take)
    })
    return Effect.flatMap(announced, () => waited)
  }
  const opened = (life: WebhookLife, opening: Effect.Effect<OpenWebhook, never, unknown>): AnyEffect =>
    Effect.acquireUseRelease(
      opening,
      (opened) => waitFor(life, opened),
      (opened) => Effect.sync(() => opened.close()),
    )
  const run = (life: WebhookLife): AnyEffect =>
    Effect.flatMap(webhooksService, ({ open, isLasting }) => {
      const { path, at } = life
      const { facts: execution, recorder } = at.execution
      const task: WebhookTask = { path, execution, deadlineMs: deadline, judge }
      if (recorder === undefined || isLasting !== true) return opened(life, open(task))
      return recorder.register({ path, kind: "webhook", deadlineMs: deadline }, (kept) => {
        life.kept = kept
        // Its URL is signed, which takes a while.
        return opened(life, recorder.busy(open({ ...task, kept })))
      })
    })
  return (at, map, onDeadline) =>
    Effect.suspend(() => {
      const path = stepPath(at, name)
      const life: WebhookLife = { at, path, map, onDeadline, attempt: 0 }
      const { observer, recorder } = at.execution
      return observer === undefined || recorder?.isEnded(path) === true
        ? run(life)
        : observeStep(run, life, { observer, path })
    })
}

/** What the call brought is kept as it came, and decoded in every life of the execution. */
function waitRecorded(
  { at, path, onDeadline, kept }: WebhookLife,
  opened: OpenWebhook,
  {
    name,
    deadlineMs,
    nowMs,
    recorder,
    decode,
  }: {
    readonly name: string
    readonly deadlineMs: number | undefined
    readonly nowMs: number
    readonly recorder: Recorder
    readonly decode: Checker
  },
): AnyEffect {
  const arrival = recorder.wait({
    path,
    kind: "webhook",
    deadlineMs: deadlineMs === undefined ? undefined : Math.max(0, opened.expires - nowMs),
    isLasting: kept !== undefined,
    ...(kept === undefined ? {} : { kept }),
    arrival: (leftMs) => callWithin(opened, leftMs),
  })
  return Effect.flatMap(arrival, (came) => {
    if (came.kind === "expired") return escalate({ at, name, path, deadlineMs, onDeadline })
    return Effect.catchEager(recorder.busy(decoded(decode, came.sent)), (issues) =>
      Exit.die(new InvalidPayload({ signal: path, issues })),
    )
  })
}

/** Waits for a call; one whose caller is just being answered is in time. */
function callWithin(opened: OpenWebhook, leftMs: number | undefined): Effect.Effect<Arrival> {
  const take = (): Arrival => {
    const accepted = opened.accepted()
    if (accepted === undefined) return { kind: "expired" }
    const { sent, message } = accepted
    return { kind: "arrived", sent, ...(message === undefined ? {} : { message }) }
  }
  return Effect.suspend(() => {
    if (opened.accepted() !== undefined) return Effect.succeed(take())
    const called = leftMs === undefined ? opened.called : Effect.timeoutOption(opened.called, leftMs)
    return Effect.flatMap(called, () => {
      opened.close()
      return Effect.map(opened.lastCall ?? Effect.void, take)
    })
  })
}

function judgeOf(
  decode: Checker,
  verify: ((request: WebhookRequest) => boolean) | undefined,
): (request: WebhookRequest) => Effect.Effect<WebhookVerdict> {
  return (request) => {
    if (verify !== undefined && !isGenuine(verify, request)) return Effect.succeed({ kind: "refused" })
    const value = parsed(request.body)
    if (value === undefined) return Effect.succeed(invalid([{ path: [], message: "the body is not JSON" }]))
    const { json: sent } = value
    return Effect.match(decoded(decode, sent), {
      onFailure: invalid,
      onSuccess: (payload): WebhookVerdict => ({ kind: "accepted", payload, sent }),
    })
  }
}

function invalid(issues: ReadonlyArray<ValueIssue>): WebhookVerdict {
  return { kind: "invalid", issues }
}

function decoded(decode: Checker, value: unknown): ReturnType<Checker> {
  return Effect.suspend(() => decode(value))
}

function isGenuine(verify: (request: WebhookRequest) => boolean, request: WebhookRequest): boolean {
  try {
    return verify(request)
  } catch {
    return false
  }
}

function parsed(body: string): { readonly json: unknown } | undefined {
  if (body === "") return { json: undefined }
  try {
    return { json: JSON.parse(body) }
  } catch {
    return undefined
  }
}
