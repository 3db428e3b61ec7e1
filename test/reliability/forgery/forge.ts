import { makeSigner } from "../../../packages/runtime/src/webhooks/token.ts"
import type { TokenClaims } from "../../../packages/runtime/src/webhooks/token.ts"
import { between, pick } from "../../equivalence/chance.ts"
import type { Chance } from "../../equivalence/chance.ts"

/** What a forger has seen, and guesses. */
export interface Loot {
  /** Good tokens for what the forger wants to answer, which has to be done without them. */
  readonly wanted: ReadonlyArray<string>
  /** Good tokens for something else: tasks where webhooks are called, and the other way round. */
  readonly crossed: ReadonlyArray<string>
  /** Good tokens of another engine, with another key, for executions of the same names. */
  readonly foreign: ReadonlyArray<string>
  /** The engine's own key, for tokens that were good once. */
  readonly key: Uint8Array
}

/** The ways to forge a token. */
export const ways = [
  "bit flipped",
  "character replaced",
  "cut off",
  "made longer",
  "claims of one, signature of another",
  "claims changed",
  "signed with another key",
  "unsigned",
  "of another engine",
  "of another purpose",
  "expired",
  "for another workflow",
  "written otherwise",
  "noise",
] as const
export type Way = (typeof ways)[number]

const letters: ReadonlyArray<string> = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".split("")

/** Makes a token that no engine has given out for what is wanted. */
export async function forge(way: Way, chance: Chance, loot: Loot): Promise<string> {
  const token = pick(chance, loot.wanted)
  const [claims = "", signature = ""] = token.split(".")
  const at = between(chance, 0, token.length - 1)
  switch (way) {
    case "bit flipped":
      return flipped(chance, token)
    case "character replaced":
      return other(`${token.slice(0, at)}${pick(chance, letters)}${token.slice(at + 1)}`, token)
    case "cut off":
      return token.slice(0, at)
    case "made longer":
      return `${token.slice(0, at)}${pick(chance, [...letters, ".", "=", "%00", " "])}${token.slice(at)}`
    case "claims of one, signature of another": {
      const [, stolen = ""] = pick(chance, [...loot.crossed, ...loot.foreign]).split(".")
      return `${claims}.${stolen}`
    }
    case "claims changed":
      return `${encode(changed(chance, decode(claims)))}.${signature}`
    case "signed with another key":
      return makeSigner(noise(chance, 32)).sign(claimsOf(decode(claims)))
    case "unsigned":
      return pick(chance, [`${claims}.`, claims, `.${signature}`, `${claims}.${"A".repeat(43)}`, `${claims}.${claims}`])
    case "of another engine":
      return pick(chance, loot.foreign)
    case "of another purpose":
      return pick(chance, loot.crossed)
    case "expired":
      return makeSigner(loot.key).sign({ ...claimsOf(decode(claims)), expires: Date.now() - between(chance, 0, 1e9) })
    case "for another workflow":
      return makeSigner(loot.key).sign({ ...claimsOf(decode(claims)), audience: `task of nobody ${chance()}` })
    case "written otherwise":
      return pick(chance, [`${token}=`, `${token}.`, `${claims}=.${signature}`, `${claims}%00.${signature}`])
    case "noise":
      return `${Buffer.from(noise(chance, 60)).toString("base64url")}.${Buffer.from(noise(chance, 32)).toString("base64url")}`
  }
}

function flipped(chance: Chance, token: string): string {
  const [claims = "", signature = ""] = token.split(".")
  const isInClaims = chance() < 0.5
  const bytes = Buffer.from(isInClaims ? claims : signature, "base64url")
  const at = between(chance, 0, bytes.length - 1)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << between(chance, 0, 7))
  const text = bytes.toString("base64url")
  return isInClaims ? `${text}.${signature}` : `${claims}.${text}`
}

function other(text: string, token: string): string {
  return text === token ? `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}` : text
}

type Claims = [string, string, string, number, string]

function changed(chance: Chance, claims: Claims): unknown {
  const next: Array<unknown> = [...claims]
  const at = between(chance, 0, 4)
  next[at] = at === 3 ? claims[3] + between(chance, 1, 1e9) : `${String(claims[at])}${between(chance, 0, 9)}`
  return next
}

function claimsOf([execution, path, audience, expires, nonce]: Claims): TokenClaims {
  return { execution, path, audience, expires, nonce }
}

function decode(text: string): Claims {
  // It is the first half of a good token.
  return JSON.parse(Buffer.from(text, "base64url").toString()) as Claims
}

function encode(claims: unknown): string {
  return Buffer.from(JSON.stringify(claims)).toString("base64url")
}

function noise(chance: Chance, bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, () => between(chance, 0, 255))
}
