import { hash } from "node:crypto"
import type { Payload } from "../journal/entry.ts"

/** Gives what tells an input or a message from another one: a digest of how it is kept. */
export function digestOfInput(payload: Payload): string {
  return hash("sha256", payload ?? "", "hex")
}
