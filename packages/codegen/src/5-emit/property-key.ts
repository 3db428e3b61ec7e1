import { quote } from "../3-lower/names/quote.ts"

const plainKey = /^[A-Za-z_$][\w$]*$/

/** Writes the key of a property: plain where that is an identifier, else quoted; `__proto__` would set the prototype otherwise. */
export function propertyKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]'
  return plainKey.test(key) ? key : quote(key)
}
