import type { TokenClaims, TokenSigner } from "../../webhooks/token.ts"
import { EngineOptionInvalid } from "../failures/engine-option-invalid.ts"

/** Gives what makes the URLs of webhooks, or nothing where the engine was not told where it is reached. */
export function webhookUrls(
  base: string | undefined,
  signer: TokenSigner,
): ((claims: TokenClaims) => Promise<string>) | undefined {
  if (base === undefined) return undefined
  if (!/^https?:\/\/[^?#]+$/.test(base) || !URL.canParse(base)) {
    throw new EngineOptionInvalid({
      option: "webhookUrl",
      problem: `is '${base}', but has to be the beginning of a URL, as 'https://example.org/hooks'`,
    })
  }
  const beginning = base.endsWith("/") ? base : `${base}/`
  return async (claims) => beginning + (await signer.sign(claims))
}
