import { execFile } from "node:child_process"
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { promisify } from "node:util"
import { millrace as forEsbuild } from "@millrace/codegen/plugin/esbuild"
import { millrace as forRolldown } from "@millrace/codegen/plugin/rolldown"
import { millrace as forVite } from "@millrace/codegen/plugin/vite"
import * as esbuild from "esbuild"
import { rolldown } from "rolldown"
import * as vite from "vite"
import { describe, expect, test } from "vitest"
import type { Workspace } from "../command/workspace.ts"
import { greeting, makeWorkspace } from "../command/workspace.ts"
import { brokenFlow, callsFirstPrice, readsPrice } from "../source-maps/broken-flow.ts"

const main = `import { broken } from "./broken.runner.ts"

await broken.run({ order: { lines: [{ price: 5 }] } }).then((sum) => console.log(sum))
await broken.run({ order: { lines: [] } }).catch((error) => console.log(error.stack))
`

const project = { "broken.flow.ts": brokenFlow, "main.ts": main }

/** Each bundler, as a user calls it: what it writes, and what it rejects with. */
const bundlers: Readonly<Record<string, (folder: string) => Promise<unknown>>> = {
  vite: (folder) =>
    vite.build({
      root: folder,
      configFile: false,
      logLevel: "silent",
      plugins: [forVite()],
      build: {
        ssr: "main.ts",
        sourcemap: true,
        minify: false,
        outDir: "out",
        rolldownOptions: { output: { entryFileNames: "main.mjs" } },
      },
    }),
  esbuild: (folder) =>
    esbuild.build({
      absWorkingDir: folder,
      entryPoints: ["main.ts"],
      bundle: true,
      platform: "node",
      format: "esm",
      sourcemap: true,
      outfile: "out/main.mjs",
      logLevel: "silent",
      plugins: [forEsbuild()],
    }),
  rolldown: async (folder) => {
    const bundle = await rolldown({ cwd: folder, input: "main.ts", platform: "node", plugins: [forRolldown()] })
    await bundle.write({ file: `${folder}/out/main.mjs`, sourcemap: true })
    await bundle.close()
  },
}

async function runBundle({ folder }: Workspace): Promise<ReadonlyArray<string>> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--enable-source-maps", `${folder}/out/main.mjs`])
  const own = stdout.split("\n").filter((line) => !line.includes(" at ") || line.includes("broken.flow.ts"))
  return own.map((line) => line.replace(/\(.*\/(broken\.flow\.ts:.*)\)/, "$1").trim()).slice(0, 4)
}

describe.each(Object.entries(bundlers))("the plugin for %s", (_, bundle) => {
  test("builds the runner that is imported, and passes its source map on", async () => {
    using workspace = makeWorkspace(project)
    await bundle(workspace.folder)
    expect(await runBundle(workspace)).toEqual([
      "25",
      "TypeError: Cannot read properties of undefined (reading 'price')",
      `at firstPrice broken.flow.ts:${readsPrice}`,
      `at one broken.flow.ts:${callsFirstPrice}`,
    ])
    // It is the runner that 'millrace build' would have written.
    expect((await workspace.run("check")).out).toEqual(["current    broken.runner.ts"])
  })

  test("takes a flow as it is, whatever stands in its runner", async () => {
    using workspace = makeWorkspace({ ...project, "broken.runner.ts": "export const broken = 1\n" })
    await bundle(workspace.folder)
    expect((await runBundle(workspace))[0]).toBe("25")
  })

  test("refuses a flow with errors at its place, and writes no runner", async () => {
    using workspace = makeWorkspace({ ...project, "broken.flow.ts": brokenFlow.replace("text: name", "txt: name") })
    const refused: unknown = await bundle(workspace.folder).catch((error: unknown) => error)
    expect(String(refused)).toContain("broken.flow.ts:17:39")
    expect(String(refused)).toContain("'txt' is not an input of this activity")
    expect(existsSync(`${workspace.folder}/broken.runner.ts`)).toBe(false)
  })
})

test("the plugin builds each runner as its own project is configured", async () => {
  using workspace = makeWorkspace({
    "broken.flow.ts": brokenFlow,
    "plain/broken.flow.ts": brokenFlow,
    "plain/flow.config.ts": `export default { schemas: "interpreted", optimize: { "release-values": false } }`,
    "main.ts": `import "./broken.runner.ts"\nimport "./plain/broken.runner.ts"\n`,
  })
  await bundlers["esbuild"]?.(workspace.folder)
  const traits = (runner: string): ReadonlyArray<string> =>
    workspace.read(runner).match(/decodeCompiled\(|decodeWith\(|name = released/g) ?? []
  expect(traits("broken.runner.ts")).toEqual(["decodeCompiled(", "name = released"])
  expect(traits("plain/broken.runner.ts")).toEqual(["decodeWith("])
})

test("the plugin for Vite serves runners, again when a module changes that a flow imports, and tells of errors", async () => {
  using workspace = makeWorkspace({ ...greeting, "main.ts": `import "./greeting.runner.ts"\n` })
  const server = await vite.createServer({
    root: workspace.folder,
    configFile: false,
    logLevel: "silent",
    server: { middlewareMode: true, ws: false },
    plugins: [forVite({ write: false })],
  })
  const served = (): Promise<vite.TransformResult | null> => server.transformRequest("/greeting.runner.ts")
  // Vite takes a change in some time after it has seen it.
  const becomes = async (expected: string): Promise<void> => {
    const code = (): Promise<string> =>
      served().then(
        (found) => found?.code ?? "",
        (error: Error) => error.message,
      )
    await expect.poll(code, { timeout: 20_000, interval: 50 }).toContain(expected)
  }
  try {
    // As a browser does.
    await server.transformRequest("/main.ts")
    const first = await served()
    expect(first?.code).toContain("greeting-flow")
    expect(first?.map).toMatchObject({ sources: ["greeting.flow.ts"] })

    const flow = greeting["greeting.flow.ts"]
    workspace.write("greeting.flow.ts", flow.replace("input.name", "input.name.trim()"))
    await becomes("input.name.trim()")

    const activities = greeting["activities.ts"]
    workspace.write("activities.ts", activities.replace("readonly name: string", "readonly whom: string"))
    await becomes("'name' is not an input of this activity")
    const refused: unknown = await served().catch((error: unknown) => error)
    expect(refused).toMatchObject({
      loc: { file: `${workspace.folder}/greeting.flow.ts`, line: 6, column: 41 },
      frame: expect.stringContaining("({ input }) => ({ name: input.name.trim() })"),
    })

    workspace.write("activities.ts", activities)
    await becomes("input.name.trim()")
    expect(existsSync(`${workspace.folder}/greeting.runner.ts`)).toBe(false)
  } finally {
    await server.close()
  }
})

test("the plugin for esbuild builds a runner again when a module changes that its flow imports", async () => {
  using workspace = makeWorkspace({ ...greeting, "main.ts": `export { greeting } from "./greeting.runner.js"\n` })
  const context = await esbuild.context({
    absWorkingDir: workspace.folder,
    entryPoints: ["main.ts"],
    bundle: true,
    packages: "external",
    outfile: "out.js",
    write: false,
    logLevel: "silent",
    plugins: [forEsbuild()],
  })
  try {
    expect((await context.rebuild()).outputFiles[0]?.text).toContain("greeting-flow")
    workspace.write("greeting.flow.ts", greeting["greeting.flow.ts"].replace("greeting-flow", "renamed-flow"))
    expect((await context.rebuild()).outputFiles[0]?.text).toContain("renamed-flow")
    workspace.write("activities.ts", greeting["activities.ts"].replace("readonly name", "readonly whom"))
    await expect(context.rebuild()).rejects.toMatchObject({
      errors: [
        {
          pluginName: "millrace",
          text: "'name' is not an input of this activity [TYPE.TS2322]",
          location: { file: "greeting.flow.ts", line: 6, column: 41, length: 4 },
          notes: [{ text: "fix: leave 'name' out, or correct its name" }, {}],
        },
      ],
    })
    workspace.write("activities.ts", greeting["activities.ts"])
    expect((await context.rebuild()).outputFiles[0]?.text).toContain("renamed-flow")
    expect(readFileSync(`${workspace.folder}/greeting.runner.ts`, "utf8")).toContain("renamed-flow")
    rmSync(`${workspace.folder}/greeting.runner.ts`)
    expect((await context.rebuild()).outputFiles[0]?.text).toContain("renamed-flow")
  } finally {
    await context.dispose()
  }
})

test("runners and their compiled schemas are bundled without a file of their own, where none is to be written", async () => {
  using workspace = makeWorkspace({
    "schemas.ts": `import * as Schema from "effect/Schema"

export const Named = Schema.Struct({ name: Schema.String })
`,
    "named.flow.ts": `import { flow } from "@millrace/dsl"
import { Named } from "./schemas.ts"

export const named = flow("named", { input: Named }).returns(({ input }) => input)
`,
    "main.ts": `import { named } from "./named.runner"
console.log(await named.run({ name: "Ada" }), await named.run({} as never).catch((error) => error._tag))
`,
  })
  await esbuild.build({
    absWorkingDir: workspace.folder,
    entryPoints: ["main.ts"],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: "out/main.mjs",
    plugins: [forEsbuild({ write: false })],
  })
  expect(readdirSync(workspace.folder).filter((name) => name.includes(".runner."))).toEqual([])
  expect(workspace.read("out/main.mjs")).toContain(`typeof v1 !== "string"`)
  const { stdout } = await promisify(execFile)(process.execPath, [`${workspace.folder}/out/main.mjs`])
  expect(stdout).toBe("{ name: 'Ada' } InvalidInput\n")
})
