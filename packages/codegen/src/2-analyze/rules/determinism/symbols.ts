import type { Use } from "./use.ts"

/**
 * Makes the test whether a use is of one of these, or of a member of one.
 *
 * **Details**
 *
 * `Date.now` is of the language or the platform, `node:crypto#randomUUID` of a package; `node:fs` is a whole package, and
 * `@aws-sdk/*` all packages of a scope.
 */
export function oneOf(...symbols: ReadonlyArray<string>): (use: Use) => boolean {
  const known = new Set(symbols)
  return ({ target }) => {
    if (target.kind !== "global" && target.kind !== "package") return false
    return namesOf(target).some((name) => known.has(name))
  }
}

/** Gives members of one package, or of one object, as symbols. */
export function members(owner: string, names: string): ReadonlyArray<string> {
  return names.split(" ").map((name) => `${owner}${name}`)
}

/** What a symbol is a part of, itself first: `process.env.HOME`, `process.env`, `process`. */
function namesOf({
  kind,
  symbol,
}: {
  readonly kind: "global" | "package"
  readonly symbol: string
}): ReadonlyArray<string> {
  const [owner = "", path = ""] = kind === "package" ? symbol.split("#") : ["", symbol]
  const parts = path === "" ? [] : path.split(".")
  const prefix = kind === "package" ? `${owner}#` : ""
  const inside = parts.map((_, index) => prefix + parts.slice(0, parts.length - index).join("."))
  return kind === "package" ? [...inside, `${owner}#`, owner, `${owner.split("/")[0]}/*`] : inside
}
