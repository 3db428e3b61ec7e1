import { spawn } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping"
import { brokenFlow, callsFirstPrice, readsPrice } from "../source-maps/broken-flow.ts"
import type { Ended } from "./run-millrace.ts"
import type { Workspace } from "./workspace.ts"
import { greeting, makeWorkspace } from "./workspace.ts"

const patient = `import { activity, flow } from "@millrace/dsl"
import * as Effect from "effect/Effect"

const wait = activity("wait", () => Effect.sleep("1 minute"))

export const patient = flow("patient").step("wait", wait).returns(() => 1)
export const other = flow("other").returns(() => 2)
`

/** Runs a program, which gets the text on its input, and is interrupted once it has written something that matches. */
function runProgram(
  file: string,
  given: ReadonlyArray<string>,
  { input = "", interruptAt }: { readonly input?: string; readonly interruptAt?: RegExp } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [file, ...given], { cwd: join(file, "..") })
  let stdout = ""
  let stderr = ""
  child.stdout.on("data", (chunk: Buffer) => void (stdout += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString()
    if (interruptAt?.test(stderr) === true) child.kill("SIGINT")
  })
  child.stdin.end(input)
  return new Promise((settle) => child.on("exit", (code) => settle({ code: code ?? -1, stdout, stderr })))
}

describe("a program that 'millrace build --bundle' writes", () => {
  let workspace: Workspace
  let away: string

  beforeAll(async () => {
    workspace = makeWorkspace({ ...greeting, "flows/broken.flow.ts": brokenFlow, "patient.flow.ts": patient })
    const built = await workspace.run("build", "--bundle")
    expect(built).toEqual({
      code: 0,
      out: [
        "written    flows/broken.runner.ts",
        "written    greeting.runner.ts",
        "written    patient.runner.ts",
        "bundled    dist/flows/broken.broken.mjs",
        "bundled    dist/greeting.greeting.mjs",
        "bundled    dist/patient.patient.mjs",
        "bundled    dist/patient.other.mjs",
      ],
      error: [],
    })
    // Nothing is installed there, nor above.
    away = mkdtempSync(join(tmpdir(), "millrace-bundle-"))
    cpSync(`${workspace.folder}/dist`, away, { recursive: true })
  }, 60_000)

  afterAll(() => {
    workspace[Symbol.dispose]()
    rmSync(away, { recursive: true })
  })

  test("imports nothing but Node's own modules", () => {
    const programs = readdirSync(away, { recursive: true, encoding: "utf8" }).filter((each) => each.endsWith(".mjs"))
    expect(programs).toHaveLength(4)
    const imported = programs.flatMap((each) =>
      [...readFileSync(join(away, each), "utf8").matchAll(/^import\b[^"]*"([^"]+)";?$/gm)].map(([, name]) => name),
    )
    expect(imported.length).toBeGreaterThan(0)
    expect(imported.filter((name) => name?.startsWith("node:") !== true)).toEqual([])
  })

  test("runs its workflow: progress on the error stream, the result as JSON on the output", async () => {
    writeFileSync(`${away}/input.json`, `{ "name": "Ada" }`)
    const { code, stdout, stderr } = await runProgram(`${away}/greeting.greeting.mjs`, ["--input", "input.json"])
    expect({ code, output: JSON.parse(stdout) }).toEqual({ code: 0, output: { text: "Hello, Ada" } })
    expect(stderr.replaceAll(/[\d.]+ ms/g, "N ms").split("\n")).toEqual([
      "greeting-flow started",
      "  text completed in N ms",
      "greeting-flow completed in N ms",
      "",
    ])
  })

  test("takes its input from the standard input", async () => {
    const ended = await runProgram(`${away}/greeting.greeting.mjs`, ["--input", "-"], { input: `{ "name": "Grace" }` })
    expect({ code: ended.code, output: JSON.parse(ended.stdout) }).toEqual({
      code: 0,
      output: { text: "Hello, Grace" },
    })
  })

  test("ends with 1 where its workflow fails", async () => {
    const { code, stdout, stderr } = await runProgram(`${away}/greeting.greeting.mjs`, [])
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
    expect(stderr).toContain("InvalidInput: workflow 'greeting-flow' cannot start")
  })

  test.each([
    [["--inptu", "x"], "unknown option '--inptu'"],
    [["x"], "unexpected argument 'x'"],
    [["--input", "missing.json"], "the file 'missing.json' of --input does not exist"],
    [["--input", "-"], "the standard input of --input is not JSON: Unexpected end of JSON input"],
  ])("answers %j with one sentence and 2", async (given, sentence) => {
    const { code, stdout, stderr } = await runProgram(`${away}/greeting.greeting.mjs`, given)
    expect({ code, stdout, stderr: stderr.split("\n")[0] }).toEqual({
      code: 2,
      stdout: "",
      stderr: `greeting.greeting.mjs: ${sentence}`,
    })
  })

  test("ends with 130 when it is interrupted", async () => {
    const ended = await runProgram(`${away}/patient.patient.mjs`, [], { interruptAt: /patient started/ })
    expect(ended.code).toBe(130)
    expect(ended.stderr).toContain("wait was cancelled")
  })

  test("tells where in the flow file something has thrown, without a flag", async () => {
    const { code, stderr } = await runProgram(`${away}/flows/broken.broken.mjs`, ["--input", "-"], {
      input: `{ "order": { "lines": [] } }`,
    })
    expect(code).toBe(1)
    const frames = stderr.split("\n").filter((line) => /^\s+at /.test(line))
    expect(frames.map((frame) => frame.trim()).slice(0, 2)).toEqual([
      `at firstPrice (../../flows/broken.flow.ts:${readsPrice})`,
      `at one (../../flows/broken.flow.ts:${callsFirstPrice})`,
    ])
  })

  test("has a source map with the text of the flow file, and none of packages", () => {
    const map = new TraceMap(readFileSync(`${away}/flows/broken.broken.mjs.map`, "utf8"))
    const index = map.sources.indexOf("../../flows/broken.flow.ts")
    expect(map.sourcesContent?.[index]).toBe(brokenFlow)
    const lines = readFileSync(`${away}/flows/broken.broken.mjs`, "utf8").split("\n")
    const line = lines.findIndex((each) => each.includes("order2.lines[0]") || each.includes("order.lines[0]"))
    expect(originalPositionFor(map, { line: line + 1, column: lines[line]?.indexOf("price") ?? 0 })).toMatchObject({
      source: "../../flows/broken.flow.ts",
      line: 10,
    })
    const ofPackages = map.sources.filter(
      (source, each) => source?.includes("node_modules") === true && map.sourcesContent?.[each] !== null,
    )
    expect(ofPackages).toEqual([])
  })
})

/** Makes a package in the workspace's own `node_modules`. */
function install({ folder }: Workspace, name: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(`${folder}/node_modules/${name}`, { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(`${folder}/node_modules/${name}/${file}`, text)
}

const using = (specifier: string): Readonly<Record<string, string>> => ({
  ...greeting,
  "activities.ts": `// @ts-expect-error: it has no types
import { greeted } from "${specifier}"
import { activity } from "@millrace/dsl"

export const greet = activity("greet", ({ name }: { readonly name: string }): string => greeted(name))
`,
})

/** Builds a bundle of a flow whose activity imports a package, and gives the first lines of what is said. */
async function bundled(workspace: Workspace, ...given: ReadonlyArray<string>) {
  const { code, error } = await workspace.run("build", "--bundle", ...given)
  return {
    code,
    said: error
      .map((each) => each.split("\n"))
      .map(([head, message, ...rest]) => ({ head, message, fix: rest.at(-1) })),
  }
}

describe("'millrace build --bundle'", () => {
  test("refuses a package with native code at its import, and takes it as external", async () => {
    using workspace = makeWorkspace(using("fast-greeter"))
    install(workspace, "fast-greeter", {
      "package.json": `{ "name": "fast-greeter", "version": "1.0.0", "main": "index.js" }`,
      "binding.gyp": "{}",
      "index.js": `exports.greeted = (name) => "Hi, " + name`,
    })
    const { code, said } = await bundled(workspace)
    expect({ code, said: said[0] }).toEqual({
      code: 1,
      said: {
        head: "activities.ts:2:25 error BUNDLE.NATIVE_CODE",
        message: "'fast-greeter' has native code, which cannot be in a bundle",
        fix: "fix: leave it out with '--external fast-greeter', and install it where the bundle runs",
      },
    })
    expect(readdirSync(workspace.folder)).not.toContain("dist")
    expect(await bundled(workspace, "--external", "fast-greeter")).toEqual({ code: 0, said: [] })
    const ended = await runProgram(`${workspace.folder}/dist/greeting.greeting.mjs`, ["--input", "-"], {
      input: `{ "name": "Ada" }`,
    })
    expect(JSON.parse(ended.stdout)).toEqual({ text: "Hi, Ada" })
  })

  test("bundles a CommonJS package that requires Node's modules", async () => {
    using workspace = makeWorkspace(using("old-greeter"))
    install(workspace, "old-greeter", {
      "package.json": `{ "name": "old-greeter", "version": "1.0.0", "main": "index.js" }`,
      "index.js": `const path = require("path"); exports.greeted = (name) => path.join("Hi", name)`,
    })
    expect(await bundled(workspace)).toEqual({ code: 0, said: [] })
    rmSync(`${workspace.folder}/node_modules`, { recursive: true })
    const ended = await runProgram(`${workspace.folder}/dist/greeting.greeting.mjs`, ["--input", "-"], {
      input: `{ "name": "Ada" }`,
    })
    expect(JSON.parse(ended.stdout)).toEqual({ text: "Hi/Ada" })
  })

  test("warns of a package that asks where its own files are", async () => {
    using workspace = makeWorkspace(using("polite-greeter"))
    install(workspace, "polite-greeter", {
      "package.json": `{ "name": "polite-greeter", "version": "1.0.0", "type": "module", "main": "index.js" }`,
      "index.js": `export const greeted = (name) => new URL("./words.txt", import.meta.url) + name`,
    })
    const { code, said } = await bundled(workspace)
    expect({ code, said }).toEqual({
      code: 0,
      said: [
        {
          head: "activities.ts:2:25 warning BUNDLE.OWN_FILES",
          message: "'polite-greeter' asks where its own files are ('import.meta.url'), and they are not in the bundle",
          fix: "fix: if it reads any, leave it out with '--external polite-greeter', and install it where the bundle runs",
        },
        { head: "", message: undefined, fix: undefined },
      ],
    })
  })

  test("says which import cannot be found", async () => {
    using workspace = makeWorkspace(using("@nobody/greeter/fast"))
    const { code, said } = await bundled(workspace)
    expect({ code, said: said[0] }).toEqual({
      code: 1,
      said: {
        head: "activities.ts:2:25 error BUNDLE.IMPORT_UNKNOWN",
        message: "'@nobody/greeter/fast' is imported, but cannot be found",
        fix: "fix: install it, or give '--external @nobody/greeter' where it may be missing",
      },
    })
  })

  test("bundles the one flow that is named, into the folder that is named", async () => {
    using workspace = makeWorkspace({ "patient.flow.ts": patient })
    expect(await workspace.run("build", "--bundle", "--out", "programs", "patient.flow.ts#other")).toEqual({
      code: 0,
      out: ["written    patient.runner.ts", "bundled    programs/patient.other.mjs"],
      error: [],
    })
    expect((await workspace.run("build", "--bundle", "--out", "programs", "patient.flow.ts#other")).out).toEqual([
      "unchanged  patient.runner.ts",
      "unchanged  programs/patient.other.mjs",
    ])
  })

  test("bundles no flow with errors", async () => {
    using workspace = makeWorkspace({ "patient.flow.ts": patient.replace("returns(() => 2)", "step()") })
    const { code } = await workspace.run("build", "--bundle")
    expect(code).toBe(1)
    expect(readdirSync(workspace.folder)).not.toContain("dist")
  })
})
