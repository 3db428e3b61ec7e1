import type { EachMapping } from "@jridgewell/trace-mapping"
import { eachMapping, TraceMap } from "@jridgewell/trace-mapping"
import { generate } from "@millrace/codegen"
import type { GeneratedFile } from "@millrace/codegen"
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { SyntaxKind } from "ts-morph"
import { describe, expect, test } from "vitest"
import { loadModule } from "../../packages/codegen/src/1-load/load-module.ts"
import { analyzeModule } from "../../packages/codegen/src/2-analyze/analyze-module.ts"
import { goldenFolders } from "../golden/golden-folders.ts"

const folders = goldenFolders()
const generated = generate(folders.map(({ path }) => `${path}/input.flow.ts`))

/** The mappings of a file with the word, or the run of signs, that stands at either end. */
function wordsOf({ file, runner = "", map = "" }: GeneratedFile): ReadonlyArray<{
  readonly written: string
  readonly ofFlow: string
  readonly mapping: EachMapping
}> {
  const flowLines = readFileSync(file, "utf8").split(/\r?\n/)
  const runnerLines = runner.split("\n")
  const found: Array<{ written: string; ofFlow: string; mapping: EachMapping }> = []
  eachMapping(new TraceMap(map), (mapping) => {
    const { generatedLine, generatedColumn, originalLine, originalColumn } = mapping
    found.push({
      written: wordAt(runnerLines[generatedLine - 1], generatedColumn),
      ofFlow: wordAt(flowLines[(originalLine ?? 0) - 1], originalColumn ?? 0),
      mapping,
    })
  })
  return found
}

function wordAt(line = "", column: number): string {
  return /^(?:[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]+)/u.exec(line.slice(column))?.[0] ?? ""
}

/** The properties of a plan as it was read whose values are nodes of the source. */
const nodesOfSource: ReadonlySet<string> = new Set(["mapping", "node", "reference", "declaration"])

/** The places, as `line:column`, that stand for something else in the runner: names of verbs, and reads of the scope. */
function placesOfOthers(file: string): ReadonlySet<string> {
  const { module } = loadModule(file)
  const { facts } = module === undefined ? {} : analyzeModule(module)
  const reads = [...(facts?.lambdas ?? [])].flatMap(([{ node: lambda }, { reads, wholeScopeUses }]) => {
    // What a nested pattern of the parameter binds is read by its own name.
    const bound = lambda.getParameters().flatMap((each) => each.getDescendantsOfKind(SyntaxKind.Identifier))
    const names = new Set(bound.map((each) => each.getText()))
    const nested = lambda.getDescendantsOfKind(SyntaxKind.Identifier).filter((each) => names.has(each.getText()))
    return [...reads.map(({ node }) => node), ...wholeScopeUses, ...nested]
  })
  const text = module?.file.getFullText() ?? ""
  const place = (offset: number): string => {
    const before = text.slice(0, offset).split(/\r?\n/)
    return `${before.length}:${before.at(-1)?.length}`
  }
  const spans = JSON.stringify(
    module?.flows.map(({ plan }) => plan),
    (key, value: unknown) => (nodesOfSource.has(key) ? undefined : value),
  ).matchAll(/"span":\{"file":"[^"]*","start":(\d+)/g)
  return new Set([
    ...reads.map((node) => place(node.getStart())),
    ...[...spans].map(([, start]) => place(Number(start))),
  ])
}

describe("every word of a golden runner that is mapped", () => {
  test.each(generated.map((each, index) => ({ name: folders[index]?.name, each })))(
    "is the same word in the flow of $name, or stands for the name of a verb or a read of the scope",
    ({ each }) => {
      const others = placesOfOthers(each.file)
      const words = wordsOf(each)
      // Signs may be followed by others here than there: only the first is known to be the same.
      const isSame = (written: string, ofFlow: string): boolean =>
        written === ofFlow || (!/^[\p{L}\p{N}_$]/u.test(written) && written[0] === ofFlow[0])
      const strange = words.filter(
        ({ written, ofFlow, mapping }) =>
          !isSame(written, ofFlow) && !others.has(`${mapping.originalLine}:${mapping.originalColumn}`),
      )
      expect(strange.map(({ written, ofFlow, mapping }) => ({ written, ofFlow, line: mapping.originalLine }))).toEqual(
        [],
      )
      expect(words.length).toBeGreaterThan(0)
    },
  )
})

/** Generates the golden flows in another folder, with their texts changed. */
function generateElsewhere(change: (text: string) => string): ReadonlyArray<GeneratedFile> {
  const parent = fileURLToPath(new URL("../.millrace/", import.meta.url))
  mkdirSync(parent, { recursive: true })
  const elsewhere = mkdtempSync(`${parent}source-maps-`)
  for (const { name, path } of folders) cpSync(path, `${elsewhere}/${name}`, { recursive: true })
  const files = folders.map(({ name }) => `${elsewhere}/${name}/input.flow.ts`)
  for (const file of files) writeFileSync(file, change(readFileSync(file, "utf8")))
  const again = generate(files)
  rmSync(elsewhere, { recursive: true })
  return again
}

test.each([
  ["wherever the project stands", (text: string) => text],
  ["however the lines of the flow file end", (text: string) => text.replace(/\r?\n/g, "\r\n")],
])("the map is the same %s", (_, change) => {
  const again = generateElsewhere(change)
  const mapped = generated.filter((_, index) => again[index]?.runner !== undefined)
  expect(mapped.length).toBeGreaterThan(20)
  expect(again.flatMap(({ map }) => map ?? [])).toEqual(mapped.map(({ map }) => map))
  expect(mapped.filter(({ map }) => map?.includes("millrace/") === true)).toEqual([])
})
