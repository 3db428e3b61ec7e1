import { hash } from "node:crypto"
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs"
import { expect, test } from "vitest"
import { runMillrace } from "./run-millrace.ts"
import type { Workspace } from "./workspace.ts"
import { greeting, makeWorkspace } from "./workspace.ts"

/** A project with a cache of its own. */
const cached = (files: Readonly<Record<string, string>> = greeting): Workspace =>
  makeWorkspace({ "node_modules/.keep": "", ...files })

/** The entries of the cache, each with the moment it was written: a build that takes one writes none. */
function entriesOf({ folder }: Workspace): ReadonlyArray<string> {
  const cache = `${folder}/node_modules/.cache/millrace`
  return readdirSync(cache)
    .map((name) => `${name} ${statSync(`${cache}/${name}`, { bigint: true }).mtimeNs}`)
    .toSorted()
}

const changeEntry = (workspace: Workspace, change: (text: string) => string): void => {
  const cache = `${workspace.folder}/node_modules/.cache/millrace`
  for (const name of readdirSync(cache))
    writeFileSync(`${cache}/${name}`, change(readFileSync(`${cache}/${name}`, "utf8")))
}

const broken = { ...greeting, "greeting.flow.ts": greeting["greeting.flow.ts"].replace("input.name", "input.nam") }

test("a second build takes what the first one made: runners and diagnostics", async () => {
  using workspace = cached(broken)
  workspace.write("other.flow.ts", greeting["greeting.flow.ts"])
  const first = await workspace.run("build")
  const entries = entriesOf(workspace)
  expect(entries.length).toBe(1)
  const runner = workspace.read("other.runner.ts")
  rmSync(`${workspace.folder}/other.runner.ts`)
  expect(await workspace.run("build")).toEqual(first)
  expect(entriesOf(workspace)).toEqual(entries)
  expect(workspace.read("other.runner.ts")).toBe(runner)
})

test("'--no-cache' compiles again and leaves the cache alone", async () => {
  using workspace = cached()
  await workspace.run("build")
  const entries = entriesOf(workspace)
  changeEntry(workspace, (text) => text)
  const touched = entriesOf(workspace)
  expect(touched).not.toEqual(entries)
  expect((await workspace.run("build", "--no-cache")).out).toEqual(["unchanged  greeting.runner.ts"])
  expect(entriesOf(workspace)).toEqual(touched)
})

test.each([
  ["cut", (text: string) => text.slice(0, text.length / 2)],
  ["empty", () => ""],
  ["changed", (text: string) => text.replace("Generated", "Tampered")],
])("an entry that is %s is not taken", async (_, change) => {
  using workspace = cached()
  await workspace.run("build")
  const runner = workspace.read("greeting.runner.ts")
  changeEntry(workspace, change)
  expect((await workspace.run("build")).out).toEqual(["unchanged  greeting.runner.ts"])
  expect(workspace.read("greeting.runner.ts")).toBe(runner)
})

const valid: readonly [code: number, error: ReadonlyArray<string>] = [0, []]

test.each<[string, (workspace: Workspace) => void, readonly [number, ReadonlyArray<string>]]>([
  [
    "the flow file",
    ({ write }) => write("greeting.flow.ts", broken["greeting.flow.ts"]),
    [1, ["greeting.flow.ts:6:54 error TYPE.TS2551", "refused    greeting.flow.ts"]],
  ],
  [
    "a module that only the type checker reads",
    ({ write }) => write("types.ts", "export interface Named {\n  readonly title: string\n}\n"),
    [1, ["greeting.flow.ts:6:42 error TYPE.TS2322", "refused    greeting.flow.ts"]],
  ],
  [
    "a file that is taken before the one that was found",
    ({ write }) => write("named.ts", "export interface Named {\n  readonly title: string\n}\n"),
    [1, ["greeting.flow.ts:6:42 error TYPE.TS2322", "refused    greeting.flow.ts"]],
  ],
  [
    "a declaration that holds everywhere, in a new file",
    ({ write }) =>
      write("everywhere.d.ts", "declare global {\n  interface Everywhere {\n    needed: number\n  }\n}\nexport {}\n"),
    [1, ["greeting.flow.ts:6:39 error TYPE.TS2322", "refused    greeting.flow.ts"]],
  ],
  [
    "a package in 'node_modules'",
    ({ write }) =>
      write("node_modules/named-things/index.d.ts", "export interface Thing {\n  readonly count: number\n}\n"),
    [1, ["greeting.flow.ts:6:39 error TYPE.TS2322", "refused    greeting.flow.ts"]],
  ],
  [
    "an option of 'tsconfig.json'",
    ({ write, read }) => write("tsconfig.json", read("tsconfig.json").replace('"strict":true', '"strict":false')),
    valid,
  ],
])("a build sees a change of %s", async (_, change, [code, error]) => {
  using workspace = cached({
    "node_modules/named-things/package.json": '{ "name": "named-things", "version": "1.0.0", "types": "index.d.ts" }',
    "node_modules/named-things/index.d.ts": "export interface Thing {}\n",
    "types.ts": "export interface Named {\n  readonly name: string\n}\n",
    "named/index.ts": 'export type { Named } from "../types.ts"\n',
    "global.d.ts": "interface Everywhere {}\n",
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        strict: true,
        target: "es2023",
        module: "preserve",
        moduleResolution: "bundler",
        allowImportingTsExtensions: true,
        noEmit: true,
        skipLibCheck: true,
        types: [],
      },
      include: ["."],
    }),
    "activities.ts": `import { activity } from "@millrace/dsl"
import type { Thing } from "named-things"
import type { Named } from "./named"

export const greet = activity("greet", ({ name }: Named & Thing & Everywhere) => name)
`,
    "greeting.flow.ts": greeting["greeting.flow.ts"],
  })
  expect(await workspace.run("build")).toEqual({ code: 0, out: ["written    greeting.runner.ts"], error: [] })
  const entries = entriesOf(workspace)
  change(workspace)
  const again = await workspace.run("build")
  const headlines = again.error.flatMap((text) => text.split("\n")[0] || [])
  expect([again.code, headlines]).toEqual([code, error])
  expect(entriesOf(workspace)).not.toEqual(entries)
})

test("a build sees a change of an activity's name, which goes into the runner", async () => {
  using workspace = cached()
  await workspace.run("build")
  workspace.write("activities.ts", greeting["activities.ts"].replace('"greet"', '"welcome"'))
  await workspace.run("build")
  const runner = workspace.read("greeting.runner.ts")
  expect((await workspace.run("build", "--no-cache")).out).toEqual(["unchanged  greeting.runner.ts"])
  expect(workspace.read("greeting.runner.ts")).toBe(runner)
})

test("builds at the same time do not disturb each other", async () => {
  using workspace = cached()
  const ended = await Promise.all([1, 2, 3].map(() => runMillrace(workspace.folder, "build")))
  expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual([1, 2, 3].map(() => ({ code: 0, stderr: "" })))
  expect(entriesOf(workspace).length).toBe(1)
  expect((await workspace.run("check")).code).toBe(0)
})

/** Two flows with a module of their own each, and one that both import. */
const two = {
  "activities.ts": `import { activity } from "@millrace/dsl"
import type { Named } from "./named.ts"

export const greet = activity("greet", ({ name }: Named) => \`Hello, \${name}\`)
`,
  "named.ts": "export interface Named {\n  readonly name: string\n}\n",
  "first-names.ts": `export const first = "Ada"\n`,
  "second-names.ts": `export const second = "Grace"\n`,
  "first.flow.ts": flowOf("first"),
  "second.flow.ts": flowOf("second"),
  "aside.ts": "export const aside = 1\n",
}

function flowOf(name: string): string {
  return `import { flow } from "@millrace/dsl"
import { greet } from "./activities.ts"
import { ${name} } from "./${name}-names.ts"

export const ${name}Greeting = flow("${name}-greeting")
  .step("text", greet, () => ({ name: ${name} }))
  .returns(({ text }) => text)
`
}

/** Marks every runner in the cache, so that one that is taken from there is known by it. */
function markEntries(workspace: Workspace): void {
  changeEntry(workspace, (text) => {
    const content = text.slice(text.indexOf("\n") + 1).replaceAll("// Generated", "// Taken from the cache, generated")
    return `${hash("sha256", content)}\n${content}`
  })
}

test.each<[string, string, (text: string) => string, ReadonlyArray<"first" | "second">]>([
  ["one flow", "first.flow.ts", (text) => text.replace("name: first }", 'name: first + "!" }'), ["first"]],
  ["a module that one flow imports", "second-names.ts", (text) => text.replace("Grace", "Mary"), ["second"]],
  ["a module that both import", "named.ts", (text) => text.replace("string", "string | number"), ["first", "second"]],
  ["a module that no flow imports", "aside.ts", (text) => text.replace("1", "2"), []],
  [
    "what a module imports",
    "first-names.ts",
    (text) => `import { aside } from "./aside.ts"\n${text.replace('"Ada"', '"Ada" + aside')}`,
    ["first", "second"],
  ],
  [
    "a module that comes to declare something for all",
    "aside.ts",
    (text) => `${text}declare global {\n  interface Everywhere {}\n}\n`,
    ["first", "second"],
  ],
])("a change of %s compiles the flows that it concerns", async (_, file, change, concerned) => {
  using workspace = cached(two)
  await workspace.run("build")
  markEntries(workspace)
  workspace.write(file, change(workspace.read(file)))
  expect((await workspace.run("build")).code).toBe(0)
  const compiled = (["first", "second"] as const).filter(
    (name) => !workspace.read(`${name}.runner.ts`).startsWith("// Taken from the cache"),
  )
  expect(compiled).toEqual(concerned)
  // What was compiled is in the cache with what was not.
  const entries = entriesOf(workspace)
  await workspace.run("build")
  expect(entriesOf(workspace)).toEqual(entries)
})

test("a flow that is new is compiled alone, with a module that is new", async () => {
  using workspace = cached(two)
  await workspace.run("build")
  markEntries(workspace)
  workspace.write("third.flow.ts", flowOf("third"))
  workspace.write("third-names.ts", `export const third = "Barbara"\n`)
  expect((await workspace.run("build")).code).toBe(0)
  const taken = ["first", "second", "third"].filter((name) =>
    workspace.read(`${name}.runner.ts`).startsWith("// Taken from the cache"),
  )
  expect(taken).toEqual(["first", "second"])
})

test("a new module that declares something for all compiles every flow", async () => {
  using workspace = cached(two)
  await workspace.run("build")
  markEntries(workspace)
  workspace.write("everywhere.d.ts", "interface Everywhere {}\n")
  await workspace.run("build")
  expect(workspace.read("first.runner.ts")).toMatch(/^\/\/ Generated/)
  expect(workspace.read("second.runner.ts")).toMatch(/^\/\/ Generated/)
})

test("a build of one flow takes what a build of all has made, and leaves the others", async () => {
  using workspace = cached(two)
  await workspace.run("build")
  const entries = entriesOf(workspace)
  await workspace.run("build", "second.flow.ts")
  expect(entriesOf(workspace)).toEqual(entries)
  markEntries(workspace)
  workspace.write("second-names.ts", `export const second = "Mary"\n`)
  await workspace.run("build", "second.flow.ts")
  await workspace.run("build")
  expect(workspace.read("first.runner.ts")).toMatch(/^\/\/ Taken from the cache/)
  expect(workspace.read("second.runner.ts")).toMatch(/^\/\/ Generated/)
})

test("a flow that is compiled again for what it imports is refused for it, and the other one is not", async () => {
  using workspace = cached(two)
  await workspace.run("build")
  workspace.write("first-names.ts", "export const first = 1\n")
  expect(await workspace.run("build")).toMatchObject({ code: 1, out: ["unchanged  second.runner.ts"] })
  workspace.write("first-names.ts", two["first-names.ts"])
  expect(await workspace.run("build")).toMatchObject({
    code: 0,
    out: ["unchanged  first.runner.ts", "unchanged  second.runner.ts"],
  })
})
