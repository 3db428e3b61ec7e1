import * as Cause from "effect/Cause"
import * as Predicate from "effect/Predicate"
import type { FailureFacts } from "./event.ts"

/** How something ended that did not succeed. */
export type Ending = { readonly kind: "failed"; readonly error: unknown } | { readonly kind: "cancelled" }

/** Gives how a cause ended what it is the cause of: a defect outweighs a cancellation, and that a typed failure. */
export function endingOf(cause: Cause.Cause<unknown>): Ending {
  const defect = cause.reasons.find(Cause.isDieReason)
  if (defect !== undefined) return { kind: "failed", error: defect.defect }
  const failure = cause.reasons.find(Cause.isFailReason)
  if (failure === undefined || cause.reasons.some(Cause.isInterruptReason)) return { kind: "cancelled" }
  return { kind: "failed", error: failure.error }
}

/** Gives what an event tells of a failure. */
export function failureFacts(error: unknown): FailureFacts {
  return { tag: tagOf(error) ?? "Unknown", message: messageOf(error) }
}

/** Gives the tag of a tagged error, or the name of any other error. */
export function tagOf(error: unknown): string | undefined {
  if (Predicate.hasProperty(error, "_tag") && typeof error._tag === "string") return error._tag
  return error instanceof Error ? error.name : undefined
}

/** Gives the message of an error, or the text of any other thrown value. */
export function messageOf(error: unknown): string {
  if (Predicate.hasProperty(error, "message") && typeof error.message === "string") return error.message
  if (typeof error === "string") return error
  try {
    return JSON.stringify(error) ?? String(error)
  } catch {
    return Object.prototype.toString.call(error)
  }
}
