import type { CompensationFailed } from "./compensation-failed.ts"
import type { ReleaseFailed } from "./release-failed.ts"

/** What can go wrong while an execution cleans up after something else has gone wrong. */
export type CleanupFailure = CompensationFailed | ReleaseFailed

const attached = new WeakMap<object, ReadonlyArray<CleanupFailure>>()

/**
 * Gives what went wrong in compensations and releases because of this error, in the order in which it did.
 *
 * **Example**
 *
 * ```ts
 * import { cleanupFailures } from "@millrace/runtime"
 *
 * export const leftBehind = (error: unknown): ReadonlyArray<string> => cleanupFailures(error).map(({ path }) => path)
 * ```
 *
 * @since 0.1.0
 */
export function cleanupFailures(error: unknown): ReadonlyArray<CleanupFailure> {
  return (isKey(error) && attached.get(error)) || []
}

/** Adds what went wrong to an error; one that is no object cannot carry it. */
export function attachCleanupFailures(error: unknown, failures: ReadonlyArray<CleanupFailure>): void {
  if (!isKey(error)) return
  const known = cleanupFailures(error)
  const added = failures.filter((failure) => !known.includes(failure))
  if (added.length > 0) attached.set(error, [...known, ...added])
}

function isKey(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function"
}
