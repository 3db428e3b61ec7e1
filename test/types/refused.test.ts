import { execFile } from "node:child_process"
import { readdir, readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { expect, test } from "vitest"

/** One claim in a file: the line after it is refused at this text with this sentence. */
interface Claim {
  readonly line: number
  readonly at: string
  readonly sentence: string
}

const folder = join(import.meta.dirname, "refused")
const claimPattern = /^\s*\/\/ refused at `(?<at>.+)`: (?<sentence>.+)$/

const errors = errorsOf(await typeCheck())
const files = (await readdir(folder)).toSorted()

test("there are files of refused code", () => {
  expect(files.length).toBeGreaterThan(2)
})

for (const file of files) {
  const lines = (await readFile(join(folder, file), "utf8")).split("\n")
  const claims = lines.flatMap((text, index) => claimOf(text, index + 2))

  for (const claim of claims) {
    test(`${file}:${claim.line} says "${claim.sentence}"`, () => {
      const column = (lines[claim.line - 1] ?? "").indexOf(claim.at) + 1
      expect(column).toBeGreaterThan(0)
      const here = errors.filter((error) => error.file === file && error.line === claim.line)
      const atPlace = here.filter((error) => error.column >= column && error.column < column + claim.at.length)
      expect({ here, saysIt: atPlace.some((error) => firstLine(error.text).includes(claim.sentence)) }).toEqual({
        here,
        saysIt: true,
      })
    })
  }

  test(`${file} is refused nowhere else`, () => {
    expect(claims.length).toBeGreaterThan(0)
    const claimed = new Set(claims.map((claim) => claim.line))
    expect(errors.filter((error) => error.file === file && !claimed.has(error.line))).toEqual([])
  })
}

function claimOf(text: string, line: number): ReadonlyArray<Claim> {
  const groups = claimPattern.exec(text)?.groups
  return groups === undefined ? [] : [{ line, at: groups["at"] ?? "", sentence: groups["sentence"] ?? "" }]
}

/** What an author sees first, and in many editors alone. */
function firstLine(text: string): string {
  return text.split("\n")[0] ?? ""
}

interface TypeError {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly text: string
}

function errorsOf(output: string): ReadonlyArray<TypeError> {
  const found: Array<TypeError> = []
  for (const part of output.split(/\n(?! )/)) {
    const groups = /^(?:.*\/)?(?<file>[^/(]+)\((?<line>\d+),(?<column>\d+)\): error (?<text>[^]*)$/.exec(part)?.groups
    if (groups === undefined) continue
    const { file = "", line, column, text = "" } = groups
    found.push({ file, line: Number(line), column: Number(column), text })
  }
  return found
}

function typeCheck(): Promise<string> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc")
  const project = join(import.meta.dirname, "tsconfig.refused.json")
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, "-p", project, "--pretty", "false"], (_error, stdout) => {
      resolve(stdout)
    })
  })
}
