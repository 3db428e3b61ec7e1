import type { FenceFile } from "./fence-files.ts"

/** What is said of a place in a fence: line from 1, columns from 0. */
export interface Remark {
  readonly line: number
  readonly column: number
  readonly length: number
  readonly sentence: string
}

const claim = /^\s*\/\/\s*(\^+) (.*)$/

/** What a fence claims: the carets of a comment point at the last line of code before it. */
export function claimedRemarks(text: string): ReadonlyArray<Remark> {
  let code = 0
  return text.split("\n").flatMap((line, index) => {
    const [, carets, sentence = ""] = claim.exec(line) ?? []
    if (carets !== undefined) return [{ line: code, column: line.indexOf(carets), length: carets.length, sentence }]
    code = index + 1
    return []
  })
}

/**
 * What the compiler says, but for unused names and the lines of a file that a page does not have. Of a place of several
 * lines the first one counts, and of a place at the beginning of a line what carets in a comment can point at.
 */
export function diagnosedRemarks({ statements, fence }: FenceFile): ReadonlyArray<Remark> {
  const lines = fence.text.split("\n")
  return statements.flatMap(({ generated, linesBefore }) =>
    (generated?.diagnostics ?? [])
      .filter(({ code, level }) => level !== "warning" || !code.startsWith("TYPE."))
      .map(({ span, message }) => {
        const line = span.line - linesBefore
        const text = lines[line - 1] ?? ""
        const column = Math.max(span.column - 1, indentOf(text).length + "// ".length)
        const end = Math.min(span.column - 1 + span.end - span.start, text.length)
        return { line, column, length: end - column, sentence: message.replaceAll(/ \(line \d+\)/g, "") }
      }),
  )
}

/**
 * Gives a fence with other claims, each where the formatter leaves it: behind an opening bracket it is indented like what
 * follows, behind a statement not at all.
 */
export function withRemarks(text: string, remarks: ReadonlyArray<Remark>): string {
  const lines = text.split("\n")
  return lines
    .flatMap((line, index) => {
      if (claim.test(line)) return []
      const next = lines.slice(index + 1).find((each) => !claim.test(each)) ?? ""
      const indent = next === "" ? "" : /[([{]$/.test(line) ? indentOf(next) : indentOf(line)
      const here = remarks.filter((remark) => remark.line === index + 1)
      return [line, ...here.map((remark) => remarkLine(indent, remark))]
    })
    .join("\n")
}

function remarkLine(indent: string, { column, length, sentence }: Remark): string {
  const space = " ".repeat(Math.max(1, column - indent.length - 2))
  return `${indent}//${space}${"^".repeat(length)} ${sentence}`
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? ""
}
