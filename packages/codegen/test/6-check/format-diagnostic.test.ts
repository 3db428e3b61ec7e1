import type { Diagnostic } from "@millrace/plan"
import { expect, test } from "vitest"
import { formatDiagnostic } from "../../src/6-check/format-diagnostic.ts"

/** Shows a diagnostic about the first occurrence of `words` in `source`. */
function shown(
  source: string,
  words: string,
  options: { width?: number; colors?: boolean; fix?: string } = {},
): string {
  const start = source.indexOf(words)
  const before = source.slice(0, start)
  const diagnostic: Diagnostic = {
    code: "TEST.CODE",
    level: "error",
    message: "this is wrong",
    span: {
      file: "a.flow.ts",
      start,
      end: start + words.length,
      line: before.split("\n").length,
      column: start - before.lastIndexOf("\n"),
    },
    ...(options.fix !== undefined && { fix: options.fix }),
  }
  return formatDiagnostic(diagnostic, { source, ...options })
}

test("a frame has the place, the code, the sentence, the line with carets and the fix", () => {
  expect(shown("first\n  second line\nthird", "line", { fix: "write this" })).toBe(
    [
      "a.flow.ts:2:10 error TEST.CODE",
      "this is wrong",
      "",
      "  2 |   second line",
      "    |          ^^^^",
      "",
      "fix: write this",
    ].join("\n"),
  )
})

const frameOf = (source: string, words: string, width?: number): ReadonlyArray<string> =>
  shown(source, words, width === undefined ? {} : { width })
    .split("\n")
    .slice(3)

test("tabs are shown as two spaces, and carets stand under the words", () => {
  expect(frameOf("\t\ta\tbad", "bad")).toEqual(["  1 |     a  bad", "    |        ^^^"])
})

test("Windows line ends are not shown", () => {
  expect(frameOf("one\r\nbad\r\nthree", "bad")).toEqual(["  2 | bad", "    | ^^^"])
})

test("wide characters take two columns", () => {
  expect(frameOf('x("日本🚀é", bad)', "bad")).toEqual(['  1 | x("日本🚀é", bad)', "    |              ^^^"])
})

test("a wide line is cut around the words", () => {
  const source = `${"a".repeat(100)}bad${"c".repeat(100)}`
  expect(frameOf(source, "bad", 46)).toEqual([
    "  1 | ...aaaaaaaaaaaaaaabadcccccccccccccccc...",
    "    |                   ^^^",
  ])
})

test("a mark over several lines ends with its first", () => {
  expect(frameOf("f(\n  1,\n)", "f(\n  1,\n)")).toEqual(["  1 | f(", "    | ^^"])
})

test("an empty mark has one caret, also at the end of the file", () => {
  expect(frameOf("ab", "")).toEqual(["  1 | ab", "    | ^"])
})

test("control characters do not reach the terminal", () => {
  expect(frameOf("\u001b[2Jbad\u202e", "bad")).toEqual(["  1 | \ufffd[2Jbad\ufffd", "    |     ^^^"])
})

test("colours are there only when asked for", () => {
  expect(shown("bad", "bad", { colors: true })).toContain("\u001b[31m^^^\u001b[39m")
  expect(shown("bad", "bad")).not.toContain("\u001b")
})
