import * as Result from "effect/Result"

/** What can be seen of one execution, whoever ran it. */
export interface Observed {
  readonly ending: unknown
  readonly events: ReadonlyArray<unknown>
  readonly done: ReadonlyArray<string>
  readonly told: ReadonlyArray<string>
}

/** Gives what is compared: values as plain data, errors by their tag and fields, and not their messages. */
export function comparable({ ending, events, done, told }: Observed): Observed {
  // Answers to several senders at one time have no order.
  return { ending: plain(ending), events: events.map(plain), done, told: told.toSorted() }
}

function plain(value: unknown): unknown {
  if (value === undefined) return "undefined"
  if (Result.isResult(value)) {
    return Result.isSuccess(value) ? { success: plain(value.success) } : { failure: plain(value.failure) }
  }
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value)
    .filter(([name]) => !(value instanceof Error && skipped.has(name)))
    .map(([name, each]) => [name, plain(each)] as const)
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return value instanceof Error
    ? { error: "_tag" in value ? value._tag : value.name, ...Object.fromEntries(sorted) }
    : Object.fromEntries(sorted)
}

const skipped: ReadonlySet<string> = new Set(["_tag", "name", "message", "stack", "cause", "issues"])
