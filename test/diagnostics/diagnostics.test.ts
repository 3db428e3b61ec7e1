import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { diagnosticCodes, formatDiagnostic, generate } from "@millrace/codegen"
import type { Diagnostic } from "@millrace/plan"
import { expect, test } from "vitest"

/** The code of a file that is not there, for which there can be no sample file. */
const withoutFile = "FILE.NOT_FOUND"

const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)
const inputOf = (folder: string): string => join(import.meta.dirname, folder, "input.flow.ts")
const generated = generate(folders.map(inputOf).filter((file) => existsSync(file)))

test("every code has a folder of its own", () => {
  const expected = [...Object.keys(diagnosticCodes).filter((code) => code !== withoutFile), "TYPE"]
  expect(folders.toSorted()).toEqual(expected.toSorted())
})

for (const folder of folders) {
  test(`${folder} is shown at the words that are wrong, and nothing is emitted`, async () => {
    const file = inputOf(folder)
    const result = generated.find((each) => each.file === file)
    if (result === undefined) throw new Error(`${folder} has no input.flow.ts`)
    const isOf = ({ code }: Diagnostic): boolean => code === folder || code.startsWith(`${folder}.`)
    expect(result.diagnostics.filter(isOf)).not.toEqual([])
    expect(result.runner === undefined).toBe(result.diagnostics.some(({ level }) => level === "error"))
    const source = readFileSync(file, "utf8")
    const frames = result.diagnostics.map((each) => formatDiagnostic(each, { source, file: "input.flow.ts" }))
    await expect(`${frames.join("\n\n")}\n`).toMatchFileSnapshot(join(import.meta.dirname, folder, "expected.txt"))
  })
}

test("a file that does not exist is reported as such", () => {
  const missing = join(import.meta.dirname, "missing.flow.ts")
  expect(generate([missing])).toEqual([
    {
      file: missing,
      diagnostics: [
        {
          code: withoutFile,
          level: "error",
          message: `'${missing}' does not exist`,
          span: { file: missing, start: 0, end: 0, line: 1, column: 1 },
          fix: "give the path of a '.flow.ts' file",
        },
      ],
    },
  ])
})
