import { InternalError } from "@millrace/plan"
import { isIdentifier } from "../3-lower/names/identifier.ts"
import type { Layout } from "./layout.ts"
import { sequence, text } from "./layout.ts"
import { numberText } from "./number-text.ts"
import { quote } from "../3-lower/names/quote.ts"

/** A name in emitted code, known to be an identifier. */
export interface Name {
  readonly kind: "name"
  readonly text: string
}

/** What may stand in a `code` template. A plain string is a value: it comes out as a string literal. */
export type Printable = Layout | Name | boolean | number | string

/** Makes a name; what is no identifier is a bug of ours, not of the author. */
export function makeName(identifier: string): Name {
  if (!isIdentifier(identifier)) throw new InternalError(`'${identifier}' cannot be a name in emitted code`)
  return { kind: "name", text: identifier }
}

/**
 * Makes code from a template: its text is the emitter's, its values are printed as what they are.
 *
 * **Example**
 *
 * ```ts
 * code`const ${makeName("readStep")} = step(${"it's"})` // const readStep = step("it's")
 * ```
 */
export function code(strings: TemplateStringsArray, ...values: ReadonlyArray<Printable>): Layout {
  const parts = strings.flatMap((content, index): ReadonlyArray<Layout> => {
    const value = values[index]
    return [...(content === "" ? [] : [text(content)]), ...(value === undefined ? [] : [printable(value)])]
  })
  return sequence(...parts)
}

function printable(value: Printable): Layout {
  if (typeof value === "string") return text(quote(value))
  if (typeof value === "number") return text(numberText(value))
  if (typeof value === "boolean") return text(String(value))
  return value.kind === "name" ? text(value.text) : value
}
