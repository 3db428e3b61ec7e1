import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript-6"
import { describe, expect, test } from "vitest"

/** One claim in a file: in the next line of code, an editor shows this over the first of these characters. */
interface Claim {
  readonly line: number
  readonly at: string
  readonly shows: string
  readonly position: number
}

const claimPattern = /^\s*\/\/ hover at `(?<at>[^`]+)`: (?<shows>.+)$/
const folder = join(import.meta.dirname, "hover")
const files = readdirSync(folder)
  .toSorted()
  .map((name) => join(folder, name))

// TypeScript 7 has no API for what an editor shows; both print types alike.
const service = ts.createLanguageService(hostOf(files))

for (const file of files) {
  describe(file.slice(folder.length + 1), () => {
    const text = readFileSync(file, "utf8")
    const claims = claimsOf(text)

    test("has claims, all complete", () => {
      expect(claims.length).toBeGreaterThan(0)
      expect(claims).toHaveLength(text.split("// hover at").length - 1)
    })

    for (const { line, at, shows, position } of claims) {
      test(`line ${line} shows at '${at}' ${shows}`, () => {
        expect(position).toBeGreaterThan(0)
        expect(shownAt(file, position)).toBe(shows)
      })
    }
  })
}

function claimsOf(text: string): ReadonlyArray<Claim> {
  const lines = text.split("\n")
  return lines.flatMap((line, index) => {
    const groups = claimPattern.exec(line)?.groups
    if (groups === undefined) return []
    const { at = "", shows = "" } = groups
    const code = lines.findIndex((each, place) => place > index && !/^\s*\/\//.test(each))
    const column = lines[code]?.indexOf(at) ?? -1
    const before = lines.slice(0, code).join("\n").length
    return [{ line: code + 1, at, shows, position: column === -1 ? -1 : before + 1 + column }]
  })
}

/** The first lines of what an editor shows, without its comment and line breaks. */
function shownAt(file: string, position: number): string {
  const info = service.getQuickInfoAtPosition(file, position)
  return ts.displayPartsToString(info?.displayParts).replaceAll(/\s+/g, " ")
}

function hostOf(names: ReadonlyArray<string>): ts.LanguageServiceHost {
  const config = join(import.meta.dirname, "..", "tsconfig.json")
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, (path) => ts.sys.readFile(path)).config,
    ts.sys,
    join(config, ".."),
  )
  return {
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...names],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = ts.sys.readFile(path)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => import.meta.dirname,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  }
}
