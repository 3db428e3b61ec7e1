import { quote } from "./quote.ts"

/** Writes the access to a property: `.name`, or `["a-b"]` where the name is no plain identifier. */
export function propertyAccess(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${quote(key)}]`
}
