import { createHash, timingSafeEqual } from "node:crypto"
import { RequestRefused } from "../api/request-refused.ts"

/** The least that a key has to have for nobody to guess it. */
export const leastKeyLength = 16

/** Makes the check of the key that a request has to have; it takes as long for a wrong one as for the right one. */
export function makeKeyCheck(key: string): (request: Request) => void {
  const expected = digest(key)
  return ({ headers }) => {
    const [, given] = /^Bearer +(.+)$/i.exec(headers.get("authorization") ?? "") ?? []
    if (given === undefined) {
      throw new RequestRefused("KeyRefused", "this needs the server's key: 'authorization: Bearer <key>'")
    }
    if (!timingSafeEqual(digest(given), expected)) {
      throw new RequestRefused("KeyRefused", "the key is not that of this server")
    }
  }
}

function digest(key: string): Buffer {
  return createHash("sha256").update(key).digest()
}
