import { newNonce } from "../../webhooks/token.ts"
import type { TokenClaims, TokenSigner } from "../../webhooks/token.ts"
import { TokenRefused } from "../failures/token-refused.ts"

/** The id of the one message that completes the task at a path. */
export function taskMessageId(path: string): string {
  return `task ${path}`
}

/** Tells the tokens of tasks from those of webhooks, which are signed with the same key. */
const purpose = "task of "

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
 * They are signed over execution, path, workflow, expiry and a nonce.
 *
 * Owns, of the invariants of `docs/durable.md`:
 * 8. nothing but what this key has signed for this very task names it, and nothing does after its time.
 */
export function makeTaskTokens(signer: TokenSigner): TaskTokens {
  return {
    issue: ({ audience, ...place }) => signer.sign({ ...place, audience: `${purpose}${audience}`, nonce: newNonce() }),
    read: async (token, nowMs) => {
      const claims = await signer.verify(token)
      if (claims?.audience.startsWith(purpose) !== true) throw new TokenRefused("unknown")
      if (claims.expires <= nowMs) throw new TokenRefused("expired")
      return { ...claims, audience: claims.audience.slice(purpose.length) }
    },
  }
}
