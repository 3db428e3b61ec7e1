import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, expect, test } from "vitest"
import { checkTypes } from "../../src/6-check/check-types.ts"

const folders: Array<string> = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Writes files into a new folder, and gives what TypeScript says of `main.flow.ts`, as `code at words: message`. */
function mistakesOf(files: Readonly<Record<string, string>>): ReadonlyArray<string> {
  const folder = mkdtempSync(join(tmpdir(), "millrace-check-"))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const text = files["main.flow.ts"] ?? ""
  return checkTypes([join(folder, "main.flow.ts")]).map(
    ({ code, span, message }) =>
      `${code} at ${text.slice(span.start, span.end)} (${span.line}:${span.column}): ${message}`,
  )
}

const nullable = `export const size = (text: string | undefined): number => text.length\n`

test("a file that belongs to no project is checked strictly", () => {
  expect(mistakesOf({ "main.flow.ts": nullable })).toEqual([
    "TYPE.TS18048 at text (1:59): 'text' is possibly 'undefined'",
  ])
})

test("a file is checked with the options of its project", () => {
  const config = `{ "compilerOptions": { "strict": false, "module": "nodenext" }, "include": ["*.ts"] }`
  expect(mistakesOf({ "main.flow.ts": nullable, "tsconfig.json": config })).toEqual([])
})

test("a file that the nearest project leaves out is checked with its options all the same", () => {
  const config = `{ "compilerOptions": { "strict": false, "module": "nodenext" }, "include": ["src"] }`
  expect(mistakesOf({ "main.flow.ts": nullable, "tsconfig.json": config, "src/a.ts": "" })).toEqual([])
})

test("imports are followed, and only the given file is checked", () => {
  const files = {
    "main.flow.ts": `import { one } from "./other.ts"\nexport const two: string = one\n`,
    "other.ts": `export const one = 1\nexport const wrong: string = 1\n`,
  }
  expect(mistakesOf(files)).toEqual(["TYPE.TS2322 at two (2:14): Type 'number' is not assignable to type 'string'"])
})

test("places are right after characters outside of ASCII, and with Windows line ends", () => {
  expect(mistakesOf({ "main.flow.ts": `// ä日🚀\r\nexport const a = "🚀ä" as string, b: number = "x"\r\n` })).toEqual([
    "TYPE.TS2322 at b (2:35): Type 'string' is not assignable to type 'number'",
  ])
})

test("a file that cannot be parsed is told only that", () => {
  const [first, ...others] = mistakesOf({ "main.flow.ts": `export const a: string = (1\n` })
  expect(first).toContain("TYPE.TS1005")
  expect(others).toEqual([])
})

test("parameters without a type are left out next to what caused them", () => {
  const text = `import { flow } from "nowhere"\nexport const a = flow((b) => b)\n`
  expect(mistakesOf({ "main.flow.ts": text })).toEqual([
    `TYPE.TS2307 at "nowhere" (1:22): Cannot find module 'nowhere' or its corresponding type declarations`,
  ])
})

test("unused names are warnings, and are left out next to mistakes", () => {
  const config = `{ "compilerOptions": { "noUnusedLocals": true, "module": "nodenext" }, "include": ["*.ts"] }`
  const unused = `const a = 1\nexport {}\n`
  expect(mistakesOf({ "main.flow.ts": unused, "tsconfig.json": config })).toEqual([
    "TYPE.TS6133 at a (1:7): 'a' is declared but its value is never read",
  ])
  expect(mistakesOf({ "main.flow.ts": `${unused}export const b: string = 1\n`, "tsconfig.json": config })).toEqual([
    "TYPE.TS2322 at b (3:14): Type 'number' is not assignable to type 'string'",
  ])
})

test("what follows from a lost type is left out", () => {
  const text = `const a = {} as { b: unknown }
export const c: ReadonlyArray<number> = [
  absent.d,
  a.b.c,
]
export const d: number = a.b
`
  expect(mistakesOf({ "main.flow.ts": text })).toEqual([
    "TYPE.TS2304 at absent (3:3): Cannot find name 'absent'",
    "TYPE.TS2322 at d (6:14): Type 'unknown' is not assignable to type 'number'",
  ])
})

test("the innermost reason is the message", () => {
  const text = `export const a: { b: { c: string } } = {} as { b: { c: number } }\n`
  expect(mistakesOf({ "main.flow.ts": text })).toEqual([
    "TYPE.TS2322 at a (1:14): Type 'number' is not assignable to type 'string'",
  ])
})

test("a file that does not exist has no mistakes here", () => {
  expect(checkTypes([join(tmpdir(), "millrace-check-missing.flow.ts")])).toEqual([])
})
