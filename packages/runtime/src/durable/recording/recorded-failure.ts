import type { AnyActivity } from "@millrace/plan"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import { messageOf, tagOf } from "../../events/failure-facts.ts"
import { ActivityDefect } from "../../failures/activity-defect.ts"
import { attachCleanupFailures, cleanupFailures } from "../../failures/cleanup-failures.ts"
import type { CleanupFailure } from "../../failures/cleanup-failures.ts"
import { CompensationFailed } from "../../failures/compensation-failed.ts"
import { declaredBy } from "../../failures/declared-failures.ts"
import { DeadlineExceeded } from "../../failures/deadline-exceeded.ts"
import { DuplicateKey } from "../../failures/duplicate-key.ts"
import { ExecutionCancelled } from "../../failures/execution-cancelled.ts"
import { InvalidAnswer } from "../../failures/invalid-answer.ts"
import { InvalidInput } from "../../failures/invalid-input.ts"
import { InvalidPayload } from "../../failures/invalid-payload.ts"
import { InvalidValue } from "../../failures/invalid-value.ts"
import { LoopExhausted } from "../../failures/loop-exhausted.ts"
import { MinimumSuccessMissed } from "../../failures/minimum-success-missed.ts"
import { NoAgentAvailable } from "../../failures/no-agent-available.ts"
import { ReleaseFailed } from "../../failures/release-failed.ts"
import { StepTimeout } from "../../failures/step-timeout.ts"
import { WorkflowTimeout } from "../../failures/workflow-timeout.ts"
import { PayloadNotPlain } from "../../journal/failures/payload-not-plain.ts"
import { PayloadTooLarge } from "../../journal/failures/payload-too-large.ts"
import { TextNotKept } from "../failures/text-not-kept.ts"

/** A failure as it is kept: what kind of thing it is, and what it says. */
export interface RecordedFailure {
  /** Whether it is a defect, which nothing handles. */
  readonly defect: boolean
  /** The name of an error's class; absent for a value that is no error. */
  readonly error?: string
  readonly message?: string
  /** What an error has beside its name and message; or the value. */
  readonly fields?: unknown
  /** The activity that declares its class, where it has passed on from a step. */
  readonly activity?: string
  /** What has caused an error, where that is one. */
  readonly cause?: { readonly error: string; readonly message: string }
  /** What went wrong in compensations and releases because of it. */
  readonly cleanup?: ReadonlyArray<RecordedFailure>
}

/** Any class of errors. */
type AnyErrorClass = abstract new (...args: never) => object

/** The failures that an execution can come to by itself, and those of the language. */
const knownFailures: ReadonlyArray<AnyErrorClass> = [
  ActivityDefect,
  CompensationFailed,
  DeadlineExceeded,
  DuplicateKey,
  ExecutionCancelled,
  InvalidAnswer,
  InvalidInput,
  InvalidPayload,
  InvalidValue,
  LoopExhausted,
  MinimumSuccessMissed,
  NoAgentAvailable,
  PayloadNotPlain,
  PayloadTooLarge,
  ReleaseFailed,
  StepTimeout,
  TextNotKept,
  WorkflowTimeout,
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
]

/**
 * Gives a cause as it is kept, or nothing for an interruption, which is no failure.
 *
 * **Details**
 *
 * Of several reasons the weightiest is kept: a defect before a typed failure.
 */
export function recordedFailure(cause: Cause.Cause<unknown>): RecordedFailure | undefined {
  const defect = cause.reasons.find(Cause.isDieReason)
  if (defect !== undefined) return failureOf(defect.defect, true)
  if (cause.reasons.some(Cause.isInterruptReason)) return undefined
  const failure = cause.reasons.find(Cause.isFailReason)
  return failure === undefined ? undefined : failureOf(failure.error, false)
}

/** The activities whose failures these are, which they declare. */
const origins = new WeakMap<object, string>()

/** Notes which activity has failed with an error that it declares, for whoever keeps the error further on. */
export function noteOrigin(cause: Cause.Cause<unknown>, { name, errors }: AnyActivity): void {
  for (const reason of cause.reasons) {
    if (!Cause.isFailReason(reason)) continue
    const { error } = reason
    if (typeof error === "object" && error !== null && errors.some((each) => each === error.constructor)) {
      origins.set(error, name)
    }
  }
}

function failureOf(error: unknown, defect: boolean): RecordedFailure {
  const failures = cleanupFailures(error).map((each) => failureOf(each, false))
  const cleanup = failures.length > 0 ? { cleanup: failures } : {}
  if (!(error instanceof Error)) return { defect, fields: error, ...cleanup }
  const activity = origins.get(error)
  const fields = Object.fromEntries(Object.entries(error).map(([key, value]) => [key, withPlainErrors(value)]))
  const own = Object.keys(fields).length > 0 ? { fields } : {}
  const { cause } = error
  const because = cause instanceof Error ? { cause: { error: cause.constructor.name, message: cause.message } } : {}
  const declared = activity === undefined ? {} : { activity }
  return {
    defect,
    error: error.constructor.name,
    message: messageOf(error),
    ...own,
    ...because,
    ...declared,
    ...cleanup,
  }
}

/** The deepest field that is looked into; one that is deeper may hold itself. */
const deepest = 20

/** Gives the errors inside of a failure's field as plain data, with their tags: a summary has those of its branches. */
function withPlainErrors(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > deepest) return value
  if (Array.isArray(value)) return value.map((part) => withPlainErrors(part, depth + 1))
  const isError = value instanceof Error
  if (!isError && Object.getPrototypeOf(value) !== Object.prototype) return value
  const parts = Object.entries(value).map(([key, part]) => [key, withPlainErrors(part, depth + 1)] as const)
  return Object.fromEntries(isError ? [["name", value.name], ["message", value.message], ...parts] : parts)
}

/**
 * Gives back what was kept.
 *
 * **Details**
 *
 * An error is an instance of its class where that is one of the runtime's, or one that the activity declares; else a plain
 * error with the same tag and fields. It was not thrown here, so its stack is only its name and message.
 */
export function revivedExit(recorded: RecordedFailure, activity?: AnyActivity): Exit.Exit<never, unknown> {
  const { defect, activity: origin, cleanup = [] } = recorded
  const errors = activity?.errors ?? (origin === undefined ? [] : declaredBy(origin))
  const error = revived(recorded, errors)
  if (error instanceof Error && origin !== undefined) origins.set(error, origin)
  // Only such failures are kept there.
  attachCleanupFailures(
    error,
    cleanup.map((each) => revived(each, []) as CleanupFailure),
  )
  const cause = defect ? Cause.die(error) : Cause.fail(error)
  if (activity !== undefined) noteOrigin(cause, activity)
  return Exit.failCause(cause)
}

function revived(recorded: RecordedFailure, errors: ReadonlyArray<AnyErrorClass>): unknown {
  const { error: name, message = "", fields, cause } = recorded
  if (name === undefined) return fields
  const classes: ReadonlyArray<AnyErrorClass> = [...errors, ...knownFailures]
  const found = classes.find((each) => each.name === name)
  const error = new Error(message)
  if (found !== undefined) Object.setPrototypeOf(error, found.prototype as object)
  for (const [key, value] of Object.entries(fields ?? {})) define(error, key, { value, enumerable: true })
  if (cause !== undefined) define(error, "cause", { value: revived({ defect: false, ...cause }, errors) })
  if (found === undefined && !Object.hasOwn(error, "name")) define(error, "name", { value: tagOf(error) ?? name })
  define(error, "stack", { value: `${error.name}: ${message}\n    (as the journal has it)` })
  return error
}

/** Defines a property of its own, whatever its name. */
function define(target: object, key: string, property: { readonly value: unknown; readonly enumerable?: true }): void {
  Object.defineProperty(target, key, { ...property, writable: true, configurable: true })
}
