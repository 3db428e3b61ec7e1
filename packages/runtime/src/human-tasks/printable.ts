import { inspect } from "node:util"

/** Gives text without control characters, which in a terminal would be commands. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === "\n" ? character : "\uFFFD"))
}

/** Gives any value as text for a person. */
export function printableValue(value: unknown): string {
  return printable(typeof value === "string" ? value : inspect(value, { depth: 6, breakLength: 100 }))
}
