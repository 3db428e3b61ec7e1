const word = /[\p{ID_Continue}$]+/gu
const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u

/**
 * Makes an identifier of a name an author has chosen: `a-b` becomes `aB`, a name that is an identifier stays as it is.
 *
 * **Details**
 *
 * What cannot stand in an identifier separates words. One that starts with a digit gets `_` in front; a name without any
 * letter or digit becomes `fallback`.
 */
export function identifierOf(name: string, fallback: string): string {
  if (identifier.test(name)) return name
  const words = name.match(word) ?? []
  const joined = words.map((each, index) => (index === 0 ? each : capitalized(each))).join("")
  if (joined === "") return fallback
  return identifier.test(joined) ? joined : `_${joined}`
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

/** Tells whether this text can be the name of a variable, keywords aside. */
export function isIdentifier(text: string): boolean {
  return identifier.test(text)
}

/** Gives the text with its first letter in upper case. */
export function capitalized(text: string): string {
  const [first = ""] = text
  return first.toUpperCase() + text.slice(first.length)
}
