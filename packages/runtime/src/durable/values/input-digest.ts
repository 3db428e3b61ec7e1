import { hash } from "node:crypto"
import type { Payload } from "../../journal/entry.ts"

/** Gives what tells an input or a message from another one: a digest of how it is kept, and of the `vars` beside it. */
export function digestOfInput(payload: Payload, vars?: Payload): string {
  const digest = hash("sha256", payload ?? "", "hex")
  return vars === undefined ? digest : hash("sha256", `${digest} ${hash("sha256", vars, "hex")}`, "hex")
}
