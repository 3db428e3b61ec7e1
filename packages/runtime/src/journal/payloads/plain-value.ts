import * as Redacted from "effect/Redacted"

/** A part of a value that JSON would not give back. */
export interface NotPlain {
  readonly path: ReadonlyArray<string | number>
  /** What it is: `a function`. */
  readonly kind: string
}

/** What was found in a value that is plain. */
export interface Plain {
  /** Whether it has a negative zero, which `JSON.stringify` would write without its sign. */
  readonly hasNegativeZero: boolean
}

/** The deepest value that is looked into; one that is deeper may hold itself. */
const deepest = 1_000

/**
 * Says whether a value is the same after it was written as JSON and read, and if not, which part is not.
 *
 * **Details**
 *
 * A property that is `undefined` is left out, for reading it gives the same. A secret (`Redacted`) is not plain: it would
 * be either written down or lost. Neither is an object with a property `__proto__`, which poisons what it is merged into.
 */
export function inspectPlain(value: unknown): Plain | NotPlain {
  const inspection: Inspection = { path: [], hasNegativeZero: false }
  const kind = strangeKind(value, inspection)
  return kind === undefined
    ? { hasNegativeZero: inspection.hasNegativeZero }
    : { kind, path: inspection.path.toReversed() }
}

interface Inspection {
  /** The way to the part that is not plain, its end first. */
  readonly path: Array<string | number>
  hasNegativeZero: boolean
}

function strangeKind(value: unknown, inspection: Inspection, depth = 0): string | undefined {
  if (typeof value === "string" || typeof value === "boolean" || value === undefined || value === null) return undefined
  if (typeof value === "object") return strangeObject(value, inspection, depth)
  if (typeof value !== "number") return `a ${typeof value}`
  if (value === 0 && Object.is(value, -0)) inspection.hasNegativeZero = true
  return Number.isFinite(value) ? undefined : String(value)
}

function strangeObject(value: object, inspection: Inspection, depth: number): string | undefined {
  if (depth > deepest) return "an object that holds itself, or is too deep"
  if (Array.isArray(value)) return strangeArray(value, inspection, depth)
  if (Redacted.isRedacted(value)) return "a secret"
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    return `an instance of ${value.constructor?.name || "a class"}`
  }
  if (Object.hasOwn(value, "__proto__")) return "an object with a property '__proto__'"
  if (Object.getOwnPropertySymbols(value).length > 0) return "an object with a property that is a symbol"
  if ("toJSON" in value && typeof value.toJSON === "function") return "an object with a method 'toJSON'"
  for (const key of Object.keys(value)) {
    // It is one of its own keys.
    const kind = strangeKind(value[key as keyof typeof value], inspection, depth + 1)
    if (kind === undefined) continue
    inspection.path.push(key)
    return kind
  }
  return undefined
}

function strangeArray(value: ReadonlyArray<unknown>, inspection: Inspection, depth: number): string | undefined {
  for (let index = 0; index < value.length; index++) {
    const part = value[index]
    // In an array nothing can be left out.
    const kind = part === undefined ? "undefined" : strangeKind(part, inspection, depth + 1)
    if (kind === undefined) continue
    inspection.path.push(index)
    return kind
  }
  return undefined
}
