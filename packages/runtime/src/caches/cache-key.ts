import { KeyNotPlain } from "../failures/key-not-plain.ts"

/**
 * Gives what identifies a result by its step's input.
 *
 * **Details**
 *
 * It is the input as JSON in which texts, dates and `undefined` cannot be taken for one another. An input that JSON cannot
 * tell from another one (a `Map`, an instance of a class, `NaN`) throws `KeyNotPlain`: the result of another call must
 * never be given.
 */
export function inputKey(input: unknown, path: () => string): string {
  return JSON.stringify([input], function (this: unknown, name: string, encoded: unknown): unknown {
    // What a `toJSON` has encoded stands in its holder as it was before.
    const value = isRecord(this) ? this[name] : encoded
    const kind = strangeKind(value)
    if (kind !== undefined) throw new KeyNotPlain({ path: path(), property: name, kind })
    if (typeof value === "string") return `text ${value}`
    if (value instanceof Date) return `date ${value.getTime()}`
    return value === undefined ? "undefined" : value
  })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
}

/** Says what a value is that JSON does not tell apart; `undefined` when it does. */
function strangeKind(value: unknown): string | undefined {
  if (Object.is(value, -0)) return "-0"
  if (typeof value === "number") return Number.isFinite(value) ? undefined : String(value)
  if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Date) return undefined
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null || prototype === Object.prototype) return undefined
  return `an instance of ${value.constructor.name || "a class"}`
}
