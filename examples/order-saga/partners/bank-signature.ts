import { createHmac, timingSafeEqual } from "node:crypto"

/** What the bank and the shop have agreed on. A real one comes from a safe place. */
const secret = "known to the bank and to the shop"

export const signatureHeader = "x-bank-signature"

/** Gives the signature of what the bank says. */
export function signed(body: string): string {
  return createHmac("sha256", secret).update(body).digest("hex")
}

/** Whether it is the bank that calls. */
export function isFromBank({
  headers,
  body,
}: {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}): boolean {
  const given = Buffer.from(headers[signatureHeader] ?? "")
  const right = Buffer.from(signed(body))
  return given.length === right.length && timingSafeEqual(given, right)
}
