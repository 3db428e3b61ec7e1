import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import { WorkflowTimeout } from "../../failures/workflow-timeout.ts"
import type { Change } from "../../journal/change.ts"
import type { Payload } from "../../journal/entry.ts"
import type { ExecutionRow, ExecutionStatus } from "../../journal/execution-row.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"
import { recordedFailure, revivedExit } from "../recording/recorded-failure.ts"
import type { RecordedFailure } from "../recording/recorded-failure.ts"
import type { ValueCodec } from "../values/step-values.ts"

type AnyExit = Exit.Exit<unknown, unknown>

/** How an execution has ended, and how the journal is told. */
export interface ExecutionEnd {
  readonly exit: AnyExit
  readonly status: ExecutionStatus
  readonly result: Payload
}

/** How what an execution comes to is kept. */
export interface EndFormat {
  readonly format: PayloadFormat
  /** That of its workflow's output. */
  readonly output: ValueCodec
}

/** Gives how an execution has ended. One whose result cannot be kept has failed. */
export function endOf(exit: AnyExit, workflow: string, { format, output }: EndFormat): ExecutionEnd {
  if (exit._tag === "Failure") return failedEnd(exit.cause, workflow, format)
  try {
    const result = output.encode(exit.value, () => `output of workflow '${workflow}'`)
    return { exit, status: "completed", result }
  } catch (problem) {
    return failedEnd(Cause.die(problem), workflow, format)
  }
}

/** Gives the change that tells the journal of an end. */
export function endChange(execution: string, { status, result }: ExecutionEnd, atMs: number): Change {
  return { kind: "status", execution, status, result, atMs }
}

/** Gives what an execution that is over came to, as the journal has it. */
export function endedExit({ id, status, result }: ExecutionRow, { format, output }: EndFormat): AnyExit {
  if (status === "cancelled") return Exit.interrupt()
  const subject = (): string => `result of execution '${id}'`
  if (status === "completed") return Exit.succeed(output.decode(result, subject))
  // A failure was written by `failedEnd`.
  return revivedExit(format.decode(result, subject) as RecordedFailure)
}

function failedEnd(cause: Cause.Cause<unknown>, workflow: string, format: PayloadFormat): ExecutionEnd {
  const exit = Exit.failCause(cause)
  const failure = recordedFailure(cause)
  if (failure === undefined) return { exit, status: "cancelled", result: undefined }
  const error = cause.reasons.find(Cause.isFailReason)?.error
  const isTimedOut = !failure.defect && error instanceof WorkflowTimeout && error.workflow === workflow
  return { exit, status: isTimedOut ? "timed-out" : "failed", result: failurePayload(failure, format) }
}

/** A failure whose fields cannot be kept is kept with those of them that are texts, its tag among them. */
function failurePayload(failure: RecordedFailure, format: PayloadFormat): Payload {
  try {
    return format.encode(failure, () => "failure")
  } catch {
    const { fields, message = "", ...rest } = failure
    const texts = Object.entries(fields ?? {}).filter(([, value]) => typeof value === "string" && value.length < 1_000)
    const kept = typeof fields === "object" && texts.length > 0 ? { fields: Object.fromEntries(texts) } : {}
    return format.encode({ ...rest, ...kept, message: message.slice(0, 1_000) }, () => "failure")
  }
}
