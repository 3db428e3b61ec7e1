import { inspectPlain } from "../../journal/payloads/plain-value.ts"

/** What a failure says elsewhere, or nobody outside should see. */
const hidden: ReadonlySet<string> = new Set(["_tag", "name", "message", "stack", "cause"])

/** Gives the fields of a failure that are JSON. */
export function plainFields(error: unknown): Readonly<Record<string, unknown>> {
  if (typeof error !== "object" || error === null) return error === undefined ? {} : asValue(error)
  const fields = Object.entries(error).filter(([name, value]) => !hidden.has(name) && isPlain(value))
  return Object.fromEntries(fields)
}

/** What was thrown and is no object is its own only field. */
function asValue(value: unknown): Readonly<Record<string, unknown>> {
  return isPlain(value) && typeof value !== "string" ? { value } : {}
}

function isPlain(value: unknown): boolean {
  return value !== undefined && !("kind" in inspectPlain(value))
}
