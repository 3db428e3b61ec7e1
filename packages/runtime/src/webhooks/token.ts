import { WebhookKeyTooShort } from "../failures/webhook-key-too-short.ts"

/** What a token says, in the order in which it is signed. */
export interface TokenClaims {
  readonly execution: string
  readonly path: string
  /** The workflow that it is for. */
  readonly audience: string
  /** Milliseconds since 1970. */
  readonly expires: number
  readonly nonce: string
}

/** Signs tokens, and reads those it has signed. */
export interface TokenSigner {
  readonly sign: (claims: TokenClaims) => Promise<string>
  /** Gives what a token says, or nothing when it was not signed with this key. */
  readonly verify: (token: string) => Promise<TokenClaims | undefined>
}

/** The shortest key that is safe. */
export const leastKeyBytes = 32
const hmac = { name: "HMAC", hash: "SHA-256" } as const

/**
 * Makes a signer.
 *
 * Owns the form of tokens, `<claims>.<signature>`, both base64url:
 * 1. the signature is HMAC-SHA256 over all the claims, and is checked before any of them is read;
 * 2. it is compared in constant time, which WebCrypto's `verify` does;
 * 3. a text has one meaning and a meaning one text: what is not in canonical base64url is no token.
 */
export function makeSigner(given: Uint8Array | undefined): TokenSigner {
  const bytes = Uint8Array.from(given ?? crypto.getRandomValues(new Uint8Array(leastKeyBytes)))
  if (bytes.length < leastKeyBytes) throw new WebhookKeyTooShort(bytes.length, leastKeyBytes)
  const key = crypto.subtle.importKey("raw", bytes, hmac, false, ["sign", "verify"])
  return {
    sign: async ({ execution, path, audience, expires, nonce }) => {
      const claims = new TextEncoder().encode(JSON.stringify([execution, path, audience, expires, nonce]))
      const signature = await crypto.subtle.sign("HMAC", await key, claims)
      return `${toBase64Url(claims)}.${toBase64Url(new Uint8Array(signature))}`
    },
    verify: async (token) => {
      const [claimsText = "", signatureText = "", ...more] = token.split(".")
      const claims = fromBase64Url(claimsText)
      const signature = fromBase64Url(signatureText)
      if (more.length > 0 || claims === undefined || signature === undefined) return undefined
      if (!(await crypto.subtle.verify("HMAC", await key, signature, claims))) return undefined
      // Only `sign` makes texts that pass here, and this is what it writes.
      const [execution, path, audience, expires, nonce] = JSON.parse(new TextDecoder().decode(claims)) as [
        string,
        string,
        string,
        number,
        string,
      ]
      return { execution, path, audience, expires, nonce }
    },
  }
}

/** The last moment that a date can have: what has no deadline is not over before its execution. */
export const endOfTimeMs = 8.64e15

/** Gives what tells a token from every other. */
export function newNonce(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(18)))
}

/** Gives bytes as base64url. */
export function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return toBase64Url(bytes) === text ? bytes : undefined
}
