/** A piece of a module's text. */
export interface Source {
  readonly text: string
}

/** What may stand in a `source` template; a list stands as its parts, one behind the other. */
type Value = string | number | Source | ReadonlyArray<Source>

/**
 * Makes source from a template: its text is ours, its values come out as what they are.
 *
 * **Details**
 *
 * A plain string becomes a string literal, whatever it contains. Text from elsewhere can so be no code by accident.
 *
 * **Example**
 *
 * ```ts
 * source`g.node(${'a"b'})`.text // g.node("a\"b")
 * ```
 */
export function source(strings: TemplateStringsArray, ...values: ReadonlyArray<Value>): Source {
  return { text: String.raw({ raw: strings }, ...values.map(textOf)) }
}

/** Puts sources one behind the other, with a separator between each two. */
export function joined(parts: ReadonlyArray<Source>, separator: Source): Source {
  return { text: parts.map(({ text }) => text).join(separator.text) }
}

function textOf(value: Value): string {
  if (typeof value === "string") return quoted(value)
  if (typeof value === "number") return String(value)
  return "text" in value ? value.text : value.map(({ text }) => text).join("")
}

/** JSON is JavaScript but for two line separators, which older readers refuse in a string. */
function quoted(content: string): string {
  return JSON.stringify(content).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")
}
