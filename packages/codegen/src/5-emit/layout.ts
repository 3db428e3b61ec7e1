/**
 * A piece of text whose line breaks are not decided yet.
 *
 * **Details**
 *
 * A group stands on one line when it fits, and otherwise each `line` directly inside it becomes a line break. What is
 * known to need a line break (`hardline`, author code of several lines) breaks every group around it.
 *
 * `origin` is where a text stands in the flow file, from which it is copied to the letter.
 */
export type Layout =
  | { readonly kind: "text"; readonly text: string; readonly origin?: number }
  | { readonly kind: "raw"; readonly text: string; readonly origin?: number }
  | { readonly kind: "line"; readonly flat: "" | " " }
  | { readonly kind: "hardline"; readonly extraIndent: number }
  | { readonly kind: "sequence"; readonly parts: ReadonlyArray<Layout> }
  | { readonly kind: "indent"; readonly content: Layout }
  | { readonly kind: "group"; readonly content: Layout; readonly isBroken: boolean }
  | { readonly kind: "whenBroken"; readonly text: string }
  | { readonly kind: "choice"; readonly flat: Layout; readonly hugged: Layout; readonly broken: Layout }

/** Text that stands as it is, without line breaks. Private to the emitter: author text goes through `code`. */
export function text(content: string): Layout {
  return { kind: "text", text: content }
}

/** The layout of what is written for something in the flow file, which stands at `origin` there. */
export function withOrigin(origin: number | undefined, layout: Layout): Layout {
  return origin === undefined ? layout : sequence({ kind: "text", text: "", origin }, layout)
}

/** Layouts one after the other. */
export function sequence(...parts: ReadonlyArray<Layout>): Layout {
  return { kind: "sequence", parts }
}

/** A space, or a line break in a broken group. */
export const line: Layout = { kind: "line", flat: " " }

/** Nothing, or a line break in a broken group. */
export const softline: Layout = { kind: "line", flat: "" }

/** A line break, always. */
export const hardline: Layout = { kind: "hardline", extraIndent: 0 }

/** A layout whose lines stand one level further in. */
export function indent(content: Layout): Layout {
  return { kind: "indent", content }
}

/** A layout that is on one line or broken as a whole. */
export function group(content: Layout, isBroken = false): Layout {
  return { kind: "group", content, isBroken }
}

/** Layouts with another one between each two. */
export function joined(parts: ReadonlyArray<Layout>, separator: Layout): Layout {
  return { kind: "sequence", parts: parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])) }
}

/** Tells whether a layout takes more than one line whatever the width. */
export function hasLineBreak(layout: Layout): boolean {
  switch (layout.kind) {
    case "hardline":
      return true
    case "raw":
      return /[\r\n]/.test(layout.text)
    case "sequence":
      return layout.parts.some(hasLineBreak)
    case "indent":
      return hasLineBreak(layout.content)
    case "group":
      return layout.isBroken || hasLineBreak(layout.content)
    case "choice":
      return hasLineBreak(layout.flat)
    case "text":
    case "line":
    case "whenBroken":
      return false
  }
}

/** Gives the text that a layout begins with. */
export function beginningOf(layout: Layout): string {
  switch (layout.kind) {
    case "text":
    case "raw":
      return layout.text
    case "sequence":
      return layout.parts.map(beginningOf).find((text) => text !== "") ?? ""
    case "indent":
    case "group":
      return beginningOf(layout.content)
    case "choice":
      return beginningOf(layout.flat)
    case "hardline":
    case "line":
    case "whenBroken":
      return ""
  }
}
