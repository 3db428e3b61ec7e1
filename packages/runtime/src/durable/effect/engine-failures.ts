import type { ExecutionEnded } from "../../failures/execution-ended.ts"
import type { InvalidAnswer } from "../../failures/invalid-answer.ts"
import type { InvalidPayload } from "../../failures/invalid-payload.ts"
import type { UnknownSignal } from "../../failures/unknown-signal.ts"
import type { WebhookKeyTooShort } from "../../failures/webhook-key-too-short.ts"
import type { PayloadNotPlain } from "../../journal/failures/payload-not-plain.ts"
import type { PayloadTooLarge } from "../../journal/failures/payload-too-large.ts"
import type { StoreInUse } from "../../journal/failures/store-in-use.ts"
import type { StoreUnusable } from "../../journal/failures/store-unusable.ts"
import type { WriteRefused } from "../../journal/failures/write-refused.ts"
import type { EngineClosed } from "../failures/engine-closed.ts"
import type { EngineOptionInvalid } from "../failures/engine-option-invalid.ts"
import type { ExecutionSuspended } from "../failures/execution-suspended.ts"
import type { ExecutionUnknown } from "../failures/execution-unknown.ts"
import type { NotRetryable } from "../failures/not-retryable.ts"
import type { PayloadMismatch } from "../failures/payload-mismatch.ts"
import type { TextNotKept } from "../failures/text-not-kept.ts"
import type { TokenRefused } from "../failures/token-refused.ts"
import type { WorkflowUnknown } from "../failures/workflow-unknown.ts"

/** What the journal may refuse at any time. */
export type JournalFailure = WriteRefused | StoreUnusable

type PayloadFailure = PayloadNotPlain | PayloadTooLarge | PayloadMismatch | TextNotKept

/** Why an engine cannot be opened. */
export type OpenFailure =
  | JournalFailure
  | StoreInUse
  | EngineOptionInvalid
  | WorkflowUnknown
  | WebhookKeyTooShort
  | TextNotKept

/** Why an execution cannot be started. */
export type StartFailure = JournalFailure | PayloadFailure | WorkflowUnknown

/** Why a message is not taken. */
export type SignalFailure =
  | JournalFailure
  | PayloadFailure
  | EngineClosed
  | ExecutionEnded
  | ExecutionUnknown
  | InvalidPayload
  | UnknownSignal
  | WorkflowUnknown

/** Why an answer is not taken. */
export type CompleteFailure =
  | JournalFailure
  | PayloadFailure
  | EngineClosed
  | ExecutionSuspended
  | ExecutionUnknown
  | InvalidAnswer
  | TokenRefused

/** Why an execution is not retried. */
export type RetryFailure = JournalFailure | ExecutionUnknown | NotRetryable

/** Why there is no result yet, or nobody who would wait for one. */
export type WaitFailure = JournalFailure | EngineClosed | ExecutionSuspended | ExecutionUnknown
