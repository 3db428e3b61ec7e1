import type { LiteralValue } from "../3-lower/expression.ts"
import { code } from "./code.ts"
import type { Layout } from "./layout.ts"
import { sequence, text } from "./layout.ts"
import { arrayLayout, objectLayout } from "./lists.ts"
import { propertyKey } from "./property-key.ts"

/** Writes plain data. */
export function emitLiteral(value: LiteralValue): Layout {
  if (value === undefined || value === null) return text(String(value))
  if (typeof value !== "object") return code`${value}`
  if (isArray(value)) return arrayLayout(value.map(emitLiteral), value.length > 1 && value.every(isRecord))
  const properties = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([key, each]) => sequence(text(`${propertyKey(key)}: `), emitLiteral(each)))
  return objectLayout(properties)
}

/** Several objects of more than one property stand on a line each. */
function isRecord(value: LiteralValue): boolean {
  return typeof value === "object" && value !== null && !isArray(value) && Object.keys(value).length > 1
}

/** `Array.isArray` does not narrow to a readonly array. */
function isArray(value: LiteralValue): value is ReadonlyArray<LiteralValue> {
  return Array.isArray(value)
}
