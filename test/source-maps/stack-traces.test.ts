import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { expect, test } from "vitest"
import { runMillrace } from "../command/run-millrace.ts"
import type { Workspace } from "../command/workspace.ts"
import { makeWorkspace } from "../command/workspace.ts"
import { beginsParallel, brokenFlow, callsFirstPrice, readsPrice } from "./broken-flow.ts"

const main = `import { broken } from "./broken.runner.ts"

await broken.run({ order: { lines: [] } }).catch((error: Error) => console.log(error.stack))
`

const project = { "broken.flow.ts": brokenFlow, "main.ts": main, "input.json": `{ "order": { "lines": [] } }` }

/** Gives the frames of a stack that are of the project, as `function file:line:column`. */
function ownFrames(stack: string, { folder }: Workspace): ReadonlyArray<string> {
  return stack
    .split("\n")
    .filter((line) => line.includes(folder))
    .map((line) => line.replace(/^\s*at (\S+) \((?:file:\/\/)?(.*)\)$/, "$1 $2").replace(`${folder}/`, ""))
}

/** Gives the frames of the workflow that `main.ts` runs; between them are the runtime's, more than the ten of a stack. */
async function run(workspace: Workspace, ...given: ReadonlyArray<string>): Promise<ReadonlyArray<string>> {
  const all = ["--stack-trace-limit=50", ...given]
  const { stdout } = await promisify(execFile)(process.execPath, all, { cwd: workspace.folder })
  return ownFrames(stdout, workspace).filter((frame) => !frame.includes("main.ts"))
}

const expected = [
  `firstPrice broken.flow.ts:${readsPrice}`,
  `one broken.flow.ts:${callsFirstPrice}`,
  `body broken.flow.ts:${beginsParallel}`,
]

test("a mapping that throws has a stack in the flow file, where Node strips the types", async () => {
  using workspace = makeWorkspace(project)
  await workspace.run("build")
  expect(await run(workspace, "--enable-source-maps", "main.ts")).toEqual(expected)
})

test("a mapping that throws has a stack in the flow file under tsx, where the source map is inline", async () => {
  using workspace = makeWorkspace({ ...project, "flow.config.ts": `export default { sourceMaps: "inline" }` })
  await workspace.run("build")
  expect(await run(workspace, "--import", import.meta.resolve("tsx"), "main.ts")).toEqual(expected)
})

test("'millrace run' tells where in the flow file a mapping has thrown, and nothing of the runtime", async () => {
  using workspace = makeWorkspace(project)
  const { code, stderr } = await runMillrace(workspace.folder, "run", "broken.flow.ts", "--input", "input.json")
  expect(code).toBe(1)
  expect(ownFrames(stderr, workspace)).toEqual(expected)
  expect(stderr.split("\n").filter((line) => /^\s+at /.test(line))).toHaveLength(expected.length)
})

test("without source maps the stack is that of the runner", async () => {
  using workspace = makeWorkspace({ ...project, "flow.config.ts": `export default { sourceMaps: "none" }` })
  await workspace.run("build")
  expect(workspace.read("broken.runner.ts")).not.toContain("sourceMappingURL")
  const frames = await run(workspace, "--enable-source-maps", "main.ts")
  expect(frames.map((frame) => frame.replace(/:.*/, ""))).toEqual([
    "firstPrice broken.runner.ts",
    "one broken.runner.ts",
    "body broken.runner.ts",
  ])
})
