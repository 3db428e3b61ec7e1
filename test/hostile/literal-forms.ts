/** How an author may write a string. */
export const literalForms = ["double", "single", "template", "escaped"] as const

/** One of the ways. */
export type LiteralForm = (typeof literalForms)[number]

/** Writes a string as an author might: as raw as the form allows, or with every unit escaped. */
export function literal(text: string, form: LiteralForm): string {
  switch (form) {
    case "double":
      return `"${raw(text).replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`
    case "single":
      return `'${raw(text).replaceAll("'", "\\'").replaceAll("\n", "\\n")}'`
    case "template":
      return `\`${raw(text).replaceAll("`", "\\`").replaceAll("${", "\\${")}\``
    case "escaped":
      return `"${units(text, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`
  }
}

/** Writes the key of a property; a template cannot be one. */
export function key(text: string, form: LiteralForm): string {
  return literal(text, form === "template" ? "double" : form)
}

/** Writes a regular expression that matches the text: what could end it or the line is escaped. */
export function pattern(text: string): string {
  const escaped = units(text, (unit) =>
    /\w/.test(unit) ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )
  return `/^(?:${escaped})[/*"'\`]?$/`
}

/** Writes the text as a comment that it cannot end. */
export function comment(text: string): string {
  return `/* ${raw(text).replaceAll("*/", "* /")} */`
}

/** No file can hold half a character, and a raw carriage return is another line break in a template. */
function raw(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\r", "\\r")
    .replaceAll(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`)
}

function units(text: string, write: (unit: string) => string): string {
  return Array.from({ length: text.length }, (_, index) => write(text.charAt(index))).join("")
}
