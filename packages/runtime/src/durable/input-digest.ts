import { createHash } from "node:crypto"
import type { Payload } from "../journal/entry.ts"

/** Gives what tells an input or a message from another one: a digest of how it is kept, and of the `vars` beside it. */
export function digestOfInput(payload: Payload, vars?: Payload): string {
  const digest = createHash("sha256").update(payload ?? "")
  if (vars !== undefined) digest.update("\0").update(vars)
  return digest.digest("hex")
}
