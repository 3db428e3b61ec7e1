import { makeSigner, toBase64Url } from "../webhooks/token.ts"
import type { TokenClaims } from "../webhooks/token.ts"
import { TokenRefused } from "./failures/token-refused.ts"

/** The id of the one message that completes the task at a path. */
export function taskMessageId(path: string): string {
  return `task ${path}`
}

/** A task that somebody may complete. */
export type TaskPlace = Pick<TokenClaims, "execution" | "path" | "audience" | "expires">

/** Gives out tokens for tasks, and reads them. */
export interface TaskTokens {
  readonly issue: (place: TaskPlace) => Promise<string>
  /** Gives what a token is for; rejects with `TokenRefused`. */
  readonly read: (token: string, nowMs: number) => Promise<TaskPlace>
}

/**
 * Makes tokens that complete tasks.
 *
 * **Details**
 *
 * They are signed over execution, path, workflow, expiry and a nonce. Without a key of its own an engine cannot read the
 * tokens that it has given out before it was restarted.
 */
export function makeTaskTokens(key: Uint8Array | undefined): TaskTokens {
  const signer = makeSigner(key)
  return {
    issue: (place) => signer.sign({ ...place, nonce: toBase64Url(crypto.getRandomValues(new Uint8Array(18))) }),
    read: async (token, nowMs) => {
      const claims = await signer.verify(token)
      if (claims === undefined) throw new TokenRefused("unknown")
      if (claims.expires <= nowMs) throw new TokenRefused("expired")
      return claims
    },
  }
}
