import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import Ajv from "ajv-draft-04"
import addFormats from "ajv-formats"
import { expect, test } from "vitest"
import { filesOf, unmarked } from "../rules/rule-fixtures.ts"
import { fixtures as belowWorstCase } from "../rules/fixtures/TIMEOUT.BELOW_WORST_CASE.ts"
import { fixtures as readsClock } from "../rules/fixtures/MAPPING.READS_CLOCK.ts"
import { greeting, makeWorkspace } from "./workspace.ts"

/** The schema that SchemaStore serves under the address in our logs. */
const schema: object = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"),
    "utf8",
  ),
)
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false })
addFormats.default(ajv)
const validate = ajv.compile(schema)

/** What the schema has against a log. */
function mistakesIn(log: unknown): ReadonlyArray<string> {
  return validate(log) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** Flows with errors of every stage, with words that mean something in JSON, URIs and Markdown. */
function files(): Readonly<Record<string, string>> {
  const samples = [readsClock, belowWorstCase].flatMap(({ found }, index) => {
    const [first] = found
    return first === undefined
      ? []
      : Object.entries(filesOf(first)).map(([name, text]) => [`${index}/${name}`, unmarked(text).text] as const)
  })
  const mistaken = greeting["greeting.flow.ts"].replace("input.name", "input.nam")
  return {
    ...greeting,
    ...Object.fromEntries(samples),
    "größe & 100%/a b#c?.flow.ts": mistaken.replace("./activities.ts", "../activities.ts"),
    "hostile.flow.ts": greeting["greeting.flow.ts"].replace('"text"', String.raw`"\u0000\"]}\n::error::\u202e" + "x"`),
    "unfinished.flow.ts": "export const x = (\n",
    "hidden.flow.ts": `import { flow } from "@millrace/dsl"\nconst draft = flow("draft").returns(() => 1)\n`,
  }
}

test("'--format sarif' writes what the official schema asks for", async () => {
  using workspace = makeWorkspace(files())
  const { out } = await workspace.run("check", "--format", "sarif")
  const log = JSON.parse(out.join("\n"))
  const levels = new Set(log.runs[0].results.map(({ level }: { readonly level: string }) => level))
  expect([log.runs[0].results.length > 6, levels]).toEqual([true, new Set(["error", "warning"])])
  expect(mistakesIn(log)).toEqual([])
})

test("'--format sarif' writes a valid log where there is nothing to say", async () => {
  using workspace = makeWorkspace({})
  expect(mistakesIn(JSON.parse((await workspace.run("check", "--format", "sarif")).out.join("\n")))).toEqual([])
})

test("the schema refuses a log with a mistake", async () => {
  using workspace = makeWorkspace({ "unfinished.flow.ts": "export const x = (\n" })
  const { out } = await workspace.run("build", "--format", "sarif")
  const text = out.join("\n")
  const broken = [
    text.replace('"version": "2.1.0"', '"version": "2.0.0"'),
    text.replace('"startLine": 1', '"startLine": 0'),
    text.replace('"ruleIndex"', '"ruleNumber"'),
  ]
  expect(broken.filter((each) => each === text)).toEqual([])
  expect(broken.map((each) => mistakesIn(JSON.parse(each)).length > 0)).toEqual([true, true, true])
})
