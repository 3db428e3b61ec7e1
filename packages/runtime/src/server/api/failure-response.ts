import { failureDetails } from "../../durable/details/execution-details.ts"
import type { FailureDetails } from "../../durable/details/execution-details.ts"
import { tagOf } from "../../events/failure-facts.ts"
import type { FailureStatus } from "./failure-schema.ts"

/** The status of each failure that a caller can do something about. */
const statuses: Readonly<Record<string, FailureStatus>> = {
  CursorInvalid: 400,
  RequestInvalid: 400,
  KeyRefused: 401,
  OriginRefused: 403,
  ExecutionUnknown: 404,
  UnknownSignal: 404,
  WorkflowUnknown: 404,
  RouteUnknown: 404,
  MethodRefused: 405,
  ExecutionEnded: 409,
  ExecutionSuspended: 409,
  NotRetryable: 409,
  PayloadMismatch: 409,
  TokenRefused: 410,
  PayloadTooLarge: 413,
  BodyTooLarge: 413,
  ContentTypeRefused: 415,
  HostRefused: 421,
  InvalidAnswer: 422,
  InvalidInput: 422,
  InvalidPayload: 422,
  PayloadNotPlain: 422,
  SignalsFull: 429,
  NotOffered: 501,
  Ending: 503,
  EngineClosed: 503,
  StoreUnusable: 503,
  WriteRefused: 503,
}

/** Gives the answer to a request that failed. A failure that nobody foresaw says nothing of itself: `onError` is told. */
export function failureResponse(failure: unknown, onError: (error: unknown) => void): Response {
  const status = statuses[tagOf(failure) ?? ""]
  if (status !== undefined) return responseOf(failureDetails(failure), status)
  onError(failure)
  const message = "the server failed: what it wrote to its error stream says why"
  return responseOf({ tag: "InternalError", message }, 500)
}

/** Gives the answer that says why a request was not done. */
export function responseOf(failure: FailureDetails, status: FailureStatus): Response {
  const response = Response.json(failure, { status })
  if (status === 401) response.headers.set("www-authenticate", "Bearer")
  const allowed = failure.fields?.["allowed"]
  if (status === 405 && Array.isArray(allowed)) response.headers.set("allow", allowed.join(", "))
  return response
}
