import type { CompensationFailed } from "../failures/compensation-failed.ts"

const attached = new WeakMap<object, ReadonlyArray<CompensationFailed>>()

/**
 * Gives what went wrong while steps were undone because of this error, in the order in which it did.
 *
 * **Example**
 *
 * ```ts
 * import { compensationFailures } from "@millrace/runtime"
 *
 * export const notUndone = (error: unknown): ReadonlyArray<string> => compensationFailures(error).map(({ path }) => path)
 * ```
 *
 * @since 0.1.0
 */
export function compensationFailures(error: unknown): ReadonlyArray<CompensationFailed> {
  return (isKey(error) && attached.get(error)) || []
}

/** Adds what went wrong to an error; one that is no object cannot carry it. */
export function attachCompensationFailures(error: unknown, failures: ReadonlyArray<CompensationFailed>): void {
  if (!isKey(error)) return
  const known = compensationFailures(error)
  const added = failures.filter((failure) => !known.includes(failure))
  if (added.length > 0) attached.set(error, [...known, ...added])
}

function isKey(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function"
}
