import { ts } from "ts-morph"

const plain = /^[A-Za-z_$][\w$]*$/

/**
 * Makes an identifier of a name an author has chosen: `a-b` becomes `aB`, a name that is an identifier stays as it is.
 *
 * **Details**
 *
 * What cannot stand in an identifier separates words. One that starts with a digit gets `_` in front; a name without any
 * letter or digit becomes `fallback`.
 */
export function identifierOf(name: string, fallback: string): string {
  if (isIdentifier(name)) return name
  const words = wordsOf(name)
  const joined = words.map((each, index) => (index === 0 ? each : capitalized(each))).join("")
  if (joined === "") return fallback
  return isIdentifier(joined) ? joined : `_${joined}`
}

/** Joins names to one identifier in camel case: `extract` and `invoice` become `extractInvoice`. */
export function joinedIdentifier(names: ReadonlyArray<string>, fallback: string): string {
  return identifierOf(
    names
      .map((name) => identifierOf(name, ""))
      .filter((name) => name !== "")
      .join(" "),
    fallback,
  )
}

/**
 * Tells whether this text can be the name of a variable, keywords aside.
 *
 * **Details**
 *
 * TypeScript's tables decide, not those of the engine that compiles: an engine with a newer Unicode takes letters that
 * TypeScript refuses, and another engine would give another runner.
 */
export function isIdentifier(text: string): boolean {
  if (plain.test(text)) return true
  const [first, ...rest] = text
  return first !== undefined && isStart(first) && rest.every(isPart)
}

/** Gives the text with its first letter in upper case, where an identifier can have that. */
export function capitalized(text: string): string {
  const [first = ""] = text
  const upper = first.toUpperCase()
  // A letter may have got its capital in a Unicode newer than TypeScript's.
  return Array.from(upper).every(isPart) ? upper + text.slice(first.length) : text
}

/** Splits a text at what cannot stand in an identifier. */
function wordsOf(text: string): ReadonlyArray<string> {
  const spaced = Array.from(text, (character) => (isPart(character) ? character : " ")).join("")
  return spaced.split(" ").filter((each) => each !== "")
}

function isStart(character: string): boolean {
  return ts.isIdentifierStart(character.codePointAt(0) ?? 0, ts.ScriptTarget.ESNext)
}

function isPart(character: string): boolean {
  return ts.isIdentifierPart(character.codePointAt(0) ?? 0, ts.ScriptTarget.ESNext)
}
