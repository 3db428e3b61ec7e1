import type { AnySchema, DeadlineExceeded, SchemaType } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { observeStep } from "../events/observe-step.ts"
import { InvalidPayload } from "../failures/invalid-payload.ts"
import type { BlockBody, FailureOf, RequirementsOf, ValueOf } from "../runner/block.ts"
import { stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import type { Arrival, Recorder } from "../runner/recorder.ts"
import { decoderOf } from "../schemas/checker.ts"
import type { Checker } from "../schemas/checker.ts"
import type { Claim } from "../signals/mailbox.ts"
import { escalate, withinDeadline } from "../waiting/within-deadline.ts"
import type { Wait } from "../waiting/within-deadline.ts"

/** What message a `signal` waits for, and how long. */
export interface SignalOptions<Payload extends AnySchema = AnySchema> {
  /** The schema of the message. */
  readonly payload: Payload
  /** How long the message may take, in milliseconds. */
  readonly deadline?: number
}

type OwnDeadline<Options> = Options extends { readonly deadline: number } ? DeadlineExceeded : never

/** Waits for the message at a position. With `onDeadline` that block runs when it does not come in time. */
export interface SignalFunction<Options extends SignalOptions> {
  (at: Position): Effect.Effect<SchemaType<Options["payload"]>, OwnDeadline<Options>>
  <Body extends BlockBody>(
    at: Position,
    onDeadline: (at: Position) => Body,
  ): Effect.Effect<SchemaType<Options["payload"]> | ValueOf<Body>, FailureOf<Body>, RequirementsOf<Body>>
}

interface SignalWait extends Wait {
  readonly decode: Checker
  /** There is one attempt only. */
  readonly attempt: 1
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Compiles a wait for a message from outside once, and gives the function that waits.
 *
 * **Details**
 *
 * Messages come through the handle that `runner.start` gives; an execution without one waits for its deadline.
 *
 * **Example**
 *
 * ```ts
 * const paidSignal = signal("paid", { payload: Payment, deadline: 86_400_000 })
 *
 * const paid = yield* paidSignal(at)
 * ```
 *
 * @since 0.1.0
 */
export function signal<const Options extends SignalOptions>(name: string, options: Options): SignalFunction<Options>
export function signal(
  name: string,
  { payload, deadline }: SignalOptions,
): (at: Position, onDeadline?: (at: Position) => BlockBody) => AnyEffect {
  const decode = decoderOf(payload)
  return (at, onDeadline) => {
    const path = stepPath(at, name)
    const wait: SignalWait = { at, name, path, deadlineMs: deadline, onDeadline, decode, attempt: 1 }
    return Effect.suspend(() => {
      const { observer, recorder } = at.execution
      const run = recorder === undefined ? receive : (life: SignalWait) => receiveRecorded(life, recorder)
      return observer === undefined || recorder?.isEnded(path) === true
        ? run(wait)
        : observeStep(run, wait, { observer, path })
    })
  }
}

function receive(wait: SignalWait): AnyEffect {
  const { at, path, name, decode } = wait
  const { observer, mailbox } = at.execution
  observer?.emit(path, { type: "step.waiting", attempt: 1 })
  if (mailbox === undefined) return withinDeadline(wait, Effect.never)
  const claim: Claim = { path, letter: undefined, wake: () => undefined }
  const arrival = Effect.callback<void>((resume) => {
    claim.wake = () => resume(Effect.void)
    mailbox.claim(claim, decode)
  })
  const take = (): AnyEffect | undefined => {
    const { letter } = claim
    if (letter === undefined) return undefined
    claim.letter = undefined
    observer?.emit(path, { type: "signal.received", signal: name })
    return Exit.succeed(letter.payload)
  }
  // The message is taken where nothing can interrupt any more, or goes back.
  const timely = withinDeadline(wait, Effect.as(arrival, received), () => {
    if (claim.letter !== undefined) return Exit.succeed(received)
    mailbox.leave(claim)
    return undefined
  })
  return Effect.onExit(
    Effect.flatMap(timely, (given) => (given === received ? (take() ?? Effect.void) : Exit.succeed(given))),
    () => Effect.sync(() => mailbox.leave(claim)),
  )
}

const received: unique symbol = Symbol("received")

/** What came is kept as it was sent, and decoded in every life of the execution. */
function receiveRecorded(wait: SignalWait, recorder: Recorder): AnyEffect {
  const { at, path, name, decode, deadlineMs } = wait
  const { observer } = at.execution
  if (!recorder.isBegun(path)) observer?.emit(path, { type: "step.waiting", attempt: 1 })
  const arrival = recorder.wait({
    path,
    kind: "signal",
    deadlineMs,
    isLasting: true,
    arrival: (leftMs, late) => letterWithin(wait, leftMs, late),
  })
  return Effect.flatMap(arrival, (came) => {
    if (came.kind === "expired") return escalate(wait)
    if (!recorder.isEnded(path)) observer?.emit(path, { type: "signal.received", signal: name })
    return Effect.catchEager(recorder.busy(decode(came.sent)), (issues) =>
      Exit.die(new InvalidPayload({ signal: path, issues })),
    )
  })
}

function letterWithin(
  { at, path, decode }: SignalWait,
  leftMs: number | undefined,
  late: Effect.Effect<void>,
): Effect.Effect<Arrival> {
  const { mailbox } = at.execution
  const claim: Claim = { path, letter: undefined, wake: () => undefined }
  const arrival = Effect.callback<void>((resume) => {
    claim.wake = () => resume(Effect.void)
    mailbox?.claim(claim, decode)
  })
  const take = (): Arrival => {
    const { letter } = claim
    if (letter === undefined) return { kind: "expired" }
    claim.letter = undefined
    return { kind: "arrived", sent: letter.sent, ...(letter.id === undefined ? {} : { message: letter.id }) }
  }
  const timely = leftMs === undefined ? arrival : Effect.andThen(Effect.timeoutOption(arrival, leftMs), late)
  return Effect.onExit(Effect.map(timely, take), () => Effect.sync(() => mailbox?.leave(claim)))
}
