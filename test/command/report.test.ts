import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { greeting, makeWorkspace } from "./workspace.ts"
import type { CommandResult } from "./workspace.ts"

const mistaken = greeting["greeting.flow.ts"].replace("input.name", "input.nam")
const message = "Property 'nam' does not exist on type '{ readonly name: string; }'. Did you mean 'name'?"
const files = { "activities.ts": greeting["activities.ts"], "greeting.flow.ts": mistaken }

/** What a command wrote for machines; addresses of pages are those of this machine. */
function outputOf({ out }: CommandResult): string {
  return out.join("\n").replaceAll(/"file:\/\/[^"]*\/docs\/errors\//g, '"docs/errors/')
}

test("'--format json' writes diagnostics to the output, and everything else to the error stream", async () => {
  using workspace = makeWorkspace(files)
  const result = await workspace.run("build", "--format", "json")
  expect({ ...result, out: JSON.parse(outputOf(result)) }).toEqual({
    code: 1,
    out: [
      {
        code: "TYPE.TS2551",
        level: "error",
        message,
        file: "greeting.flow.ts",
        span: { start: 268, end: 271, line: 6, column: 54, endLine: 6, endColumn: 57 },
        page: "docs/errors/TYPE.md",
      },
    ],
    error: ["refused    greeting.flow.ts"],
  })
})

test("'--format json' writes an empty array where there is nothing to say", async () => {
  using workspace = makeWorkspace(greeting)
  expect(await workspace.run("build", "--format=json")).toEqual({
    code: 0,
    out: ["[]"],
    error: ["written    greeting.runner.ts"],
  })
  using empty = makeWorkspace({})
  expect((await empty.run("check", "--format", "json")).out).toEqual(["[]"])
})

test("'--format json' gives the fix, and the end of a place over several lines", async () => {
  using workspace = makeWorkspace(files)
  workspace.write("greeting.flow.ts", greeting["greeting.flow.ts"].replace('"text", greet', '"te" +\n    "xt", greet'))
  const [first] = JSON.parse(outputOf(await workspace.run("build", "--format", "json")))
  expect(first).toEqual({
    code: "VALUE.NOT_LITERAL",
    level: "error",
    message: "the name of this 'step' must be known before it runs, but '\"te\" + \"xt\"' is not a literal",
    file: "greeting.flow.ts",
    span: { start: 223, end: 238, line: 6, column: 9, endLine: 7, endColumn: 9 },
    fix: 'write the name as a string literal, such as "charge"',
    page: "docs/errors/VALUE.NOT_LITERAL.md",
  })
})

test("'--format github' writes annotations, relative to the checkout", async () => {
  using workspace = makeWorkspace(files)
  const line = `::error file=greeting.flow.ts,line=6,endLine=6,col=54,endColumn=57,title=TYPE.TS2551::${message}`
  expect(await workspace.run("build", "--format", "github")).toEqual({
    code: 1,
    out: [line],
    error: ["refused    greeting.flow.ts"],
  })
})

test("'--format github' escapes what would end a command or a property", async () => {
  using workspace = makeWorkspace({ "activities.ts": greeting["activities.ts"] })
  workspace.write("a,b:100%.flow.ts", `export const x = 1 +\n`)
  const { out } = await workspace.run("build", "--format", "github")
  expect(out).toEqual([
    "::error file=a%2Cb%3A100%25.flow.ts,line=1,endLine=2,title=FILE.SYNTAX_INVALID::Expression expected%0Afix: write valid TypeScript here",
  ])
})

test("'--format github' lets no text of the author's begin a command of its own", async () => {
  const name = "a\r\n::error::b%0A::\n##[error]c"
  const flow = `import { flow } from "@millrace/dsl"
export const twice = flow("twice").let(${JSON.stringify(name)}, () => 1).let(${JSON.stringify(name)}, () => 2).returns(() => 1)
`
  using workspace = makeWorkspace({ "x\n::warning::y.flow.ts": flow })
  const { out, error } = await workspace.run("build", "--format", "github")
  const [first, ...others] = out.join("\n").split("\n")
  const [, properties = "", data = ""] = /^::error ([^:]*)::(.*)$/.exec(first ?? "") ?? []
  expect([others, /[\r\n]/.test(data)]).toEqual([[], false])
  expect(properties.split(",")[0]).toBe("file=x%0A%3A%3Awarning%3A%3Ay.flow.ts")
  const unescaped = data.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%")
  expect(unescaped).toBe(
    `'${name}' is already defined by an earlier step (line 2)\nfix: give one of the two another name`,
  )
  expect(error).toEqual(["refused    x\ufffd::warning::y.flow.ts"])
})

test("'check --format github' annotates flows without a current runner", async () => {
  using workspace = makeWorkspace(greeting)
  expect(await workspace.run("check", "--format", "github")).toEqual({
    code: 1,
    out: [
      "::error file=greeting.flow.ts,line=1,endLine=1,col=1,endColumn=1,title=RUNNER.MISSING::'greeting.runner.ts' is missing%0Afix: run 'millrace build greeting.flow.ts'",
    ],
    error: ["missing    greeting.runner.ts", "run 'millrace build greeting.flow.ts' to bring the runners up to date"],
  })
  workspace.write("greeting.runner.ts", "")
  expect((await workspace.run("check", "--format", "github")).out).toEqual([
    "::error file=greeting.flow.ts,line=1,endLine=1,col=1,endColumn=1,title=RUNNER.STALE::'greeting.runner.ts' is not what its flow would give today%0Afix: run 'millrace build greeting.flow.ts'",
  ])
})

test("'--format sarif' writes a SARIF 2.1.0 log with a rule, a level and a region for each diagnostic", async () => {
  using workspace = makeWorkspace({ ...files, "a b.flow.ts": mistaken })
  const page = readFileSync(new URL("../../docs/errors/TYPE.md", import.meta.url), "utf8")
  const { version } = JSON.parse(readFileSync(new URL("../../packages/codegen/package.json", import.meta.url), "utf8"))
  const result = await workspace.run("build", "--format", "sarif")
  const resultIn = (uri: string): unknown => ({
    ruleId: "TYPE.TS2551",
    ruleIndex: 0,
    level: "error",
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri, uriBaseId: "SRCROOT" },
          region: { startLine: 6, startColumn: 54, endLine: 6, endColumn: 57, charOffset: 268, charLength: 3 },
        },
      },
    ],
  })
  expect({ code: result.code, out: JSON.parse(outputOf(result)) }).toEqual({
    code: 1,
    out: {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "millrace",
              version,
              semanticVersion: version,
              rules: [
                {
                  id: "TYPE.TS2551",
                  shortDescription: { text: "TypeScript refuses the flow." },
                  defaultConfiguration: { level: "error" },
                  helpUri: "docs/errors/TYPE.md",
                  help: { text: page, markdown: page },
                },
              ],
            },
          },
          originalUriBaseIds: { SRCROOT: { uri: `${new URL(`file://${workspace.folder}`).href}/` } },
          columnKind: "utf16CodeUnits",
          results: [resultIn("a%20b.flow.ts"), resultIn("greeting.flow.ts")],
        },
      ],
    },
  })
})
