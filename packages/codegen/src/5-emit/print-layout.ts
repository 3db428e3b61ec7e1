import { linesOf } from "../lines-of.ts"
import type { Layout } from "./layout.ts"
import { hasLineBreak } from "./layout.ts"
import type { Mark, MarkedText } from "./marked-text.ts"
import { marksOf } from "./marked-text.ts"

const width = 120

/** A layout yet to be printed, at its indentation, in a broken or a flat group. */
interface Pending {
  readonly layout: Layout
  readonly indent: number
  readonly isFlat: boolean
}

/** Gives the text of a layout. */
export function printLayout(layout: Layout): string {
  return printMarked(layout).text
}

/**
 * Decides the line breaks and gives the text, 120 columns wide where that is possible, with what of it stands where in
 * the flow file.
 *
 * The algorithm is Wadler's ("A prettier printer") as the formatters of JavaScript use it.
 */
export function printMarked(layout: Layout): MarkedText {
  const lines: Array<string> = []
  const marks: Array<Mark> = []
  let current = ""
  const pending: Array<Pending> = [{ layout, indent: 0, isFlat: false }]
  const write = (written: string, origin?: number): void => {
    if (origin !== undefined) marks.push(...marksOf(written, origin, { line: lines.length, column: current.length }))
    current += written
  }
  // JavaScript reads a line break in a template as `\n`, whatever the file has.
  const writeLines = (written: string, origin?: number): void => {
    linesOf(written, origin ?? 0).forEach((each, index) => {
      if (index > 0) {
        lines.push(current)
        current = ""
      }
      write(each.text, origin === undefined ? undefined : each.origin)
    })
  }
  const breakLine = (indent: number): void => {
    lines.push(current.replace(/ +$/, ""))
    current = " ".repeat(indent)
  }
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { layout, indent, isFlat } = next
    switch (layout.kind) {
      case "text":
        write(layout.text, layout.origin)
        break
      case "raw":
        writeLines(layout.text, layout.origin)
        break
      case "line":
        if (isFlat) write(layout.flat)
        else breakLine(indent)
        break
      case "hardline":
        breakLine(indent + layout.extraIndent)
        break
      case "sequence":
        for (const part of layout.parts.toReversed()) pending.push({ layout: part, indent, isFlat })
        break
      case "indent":
        pending.push({ layout: layout.content, indent: indent + 2, isFlat })
        break
      case "whenBroken":
        if (!isFlat) write(layout.text)
        break
      case "group": {
        const flat: Pending = { layout: layout.content, indent, isFlat: true }
        const staysFlat = !hasLineBreak(layout) && (isFlat || fits(flat, pending, width - current.length))
        pending.push(staysFlat ? flat : { ...flat, isFlat: false })
        break
      }
      case "choice":
        pending.push(chosen(layout, { indent, isFlat }, (each) => fits(each, pending, width - current.length)))
        break
    }
  }
  return { text: [...lines, current].join("\n"), marks }
}

function chosen(
  { flat, hugged, broken }: Extract<Layout, { kind: "choice" }>,
  { indent, isFlat }: Omit<Pending, "layout">,
  fitsHere: (pending: Pending) => boolean,
): Pending {
  const onOneLine: Pending = { layout: flat, indent, isFlat: true }
  if (!hasLineBreak(flat) && (isFlat || fitsHere(onOneLine))) return onOneLine
  const hugging: Pending = { layout: hugged, indent, isFlat: true }
  return fitsHere(hugging) ? hugging : { layout: broken, indent, isFlat: false }
}

/** Whether everything up to the next line break fits into the space that is left. */
function fits(first: Pending, rest: ReadonlyArray<Pending>, space: number): boolean {
  let left = space
  let restIndex = rest.length
  const pending: Array<Pending> = [first]
  while (left >= 0) {
    const next = pending.pop() ?? rest[--restIndex]
    if (next === undefined) return true
    const { layout, indent, isFlat } = next
    switch (layout.kind) {
      case "text":
        left -= layout.text.length
        break
      case "raw": {
        const [firstLine = "", ...others] = layout.text.split(/\r\n|\r|\n/)
        left -= firstLine.length
        if (others.length > 0) return left >= 0
        break
      }
      case "line":
        if (!isFlat) return true
        left -= layout.flat.length
        break
      case "hardline":
        return true
      case "sequence":
        for (const part of layout.parts.toReversed()) pending.push({ layout: part, indent, isFlat })
        break
      case "indent":
        pending.push({ layout: layout.content, indent, isFlat })
        break
      case "whenBroken":
        if (!isFlat) left -= layout.text.length
        break
      case "group":
        pending.push({ layout: layout.content, indent, isFlat: isFlat && !hasLineBreak(layout) })
        break
      case "choice":
        pending.push({ layout: isFlat && !hasLineBreak(layout.flat) ? layout.flat : layout.broken, indent, isFlat })
        break
    }
  }
  return false
}
