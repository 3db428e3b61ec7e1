import type { Layout } from "./layout.ts"
import { group, hasLineBreak, indent, joined, line, sequence, softline, text } from "./layout.ts"

const comma = sequence(text(","), line)
const trailingComma: Layout = { kind: "whenBroken", text: "," }

/** An argument. */
export interface Argument {
  readonly layout: Layout
  /** How it stands as the last argument when it opens on the line of the call; left out where it cannot. */
  readonly hugged?: Layout
}

/** An argument that closes on the last line of the call: an object, a function with a body. */
export function enclosedArgument(layout: Layout): Argument {
  return { layout, hugged: group(layout, true) }
}

/** An argument whose second part stands on lines of its own: an arrow function that gives an expression. */
export function trailingArgument(layout: Layout): Argument {
  return { layout, hugged: group(sequence(group(layout, true), trailingComma, softline), true) }
}

/** `{ a: 1, b }`, or a property a line. */
export function objectLayout(properties: ReadonlyArray<Layout>, isBroken = false): Layout {
  return properties.length === 0 ? text("{}") : group(looseObjectLayout(properties), isBroken)
}

/** The same, broken when the group around it is. */
export function looseObjectLayout(properties: ReadonlyArray<Layout>): Layout {
  return sequence(text("{"), indent(sequence(line, joined(properties, comma))), trailingComma, line, text("}"))
}

/** `[a, b]`, or an element a line. */
export function arrayLayout(elements: ReadonlyArray<Layout>, isBroken = false): Layout {
  if (elements.length === 0) return text("[]")
  return group(
    sequence(text("["), indent(sequence(softline, joined(elements, comma))), trailingComma, softline, text("]")),
    isBroken,
  )
}

/** `(a, b)`: on one line, or with only the last argument broken, or an argument a line. */
export function argumentsLayout(given: ReadonlyArray<Argument>): Layout {
  const layouts = given.map(({ layout }) => layout)
  if (given.length === 0) return text("()")
  const flat = sequence(text("("), joined(layouts, text(", ")), text(")"))
  const broken = group(
    sequence(text("("), indent(sequence(softline, joined(layouts, comma))), trailingComma, softline, text(")")),
    true,
  )
  const last = given.at(-1)
  const others = layouts.slice(0, -1)
  if (last?.hugged === undefined || others.some(hasLineBreak)) {
    return { kind: "choice", flat, hugged: broken, broken }
  }
  const hugged = sequence(text("("), ...others.flatMap((each) => [each, text(", ")]), last.hugged, text(")"))
  return { kind: "choice", flat, hugged, broken }
}
