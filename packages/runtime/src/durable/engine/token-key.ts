import type { Journal } from "../../journal/journal.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"
import { leastKeyBytes, toBase64Url } from "../../webhooks/token.ts"

const name = "token key"

/**
 * Gives the key that the journal keeps for signing tokens, and makes one where there is none.
 *
 * **Details**
 *
 * It is kept as payloads are, through their codec. Whoever can read the store can make tokens with it, and could read what
 * people are asked anyway; where those are not the people who may answer, an engine is given a key of its own.
 */
export async function keptTokenKey(journal: Journal, format: PayloadFormat): Promise<Uint8Array> {
  const subject = (): string => name
  const kept = format.decode(await journal.noted(name), subject)
  if (typeof kept === "string") return Uint8Array.from(Buffer.from(kept, "base64url"))
  const key = crypto.getRandomValues(new Uint8Array(leastKeyBytes))
  await journal.note(name, format.encode(toBase64Url(key), subject))
  return key
}
