import { existsSync, rmSync } from "node:fs"
import { expect, test } from "vitest"
import { greeting, makeWorkspace } from "./workspace.ts"

test("'millrace check' tells current runners from missing and stale ones, and how to bring them up to date", async () => {
  using workspace = makeWorkspace({ ...greeting, "other.flow.ts": greeting["greeting.flow.ts"] })
  expect(await workspace.run("check")).toEqual({
    code: 1,
    out: ["missing    greeting.runner.ts", "missing    other.runner.ts"],
    error: ["run 'millrace build greeting.flow.ts other.flow.ts' to bring the runners up to date"],
  })
  await workspace.run("build")
  workspace.write("other.flow.ts", greeting["greeting.flow.ts"].replace("greeting-flow", "another"))
  expect(await workspace.run("check")).toEqual({
    code: 1,
    out: ["current    greeting.runner.ts", "stale      other.runner.ts"],
    error: ["run 'millrace build other.flow.ts' to bring the runners up to date"],
  })
  await workspace.run("build")
  expect((await workspace.run("check")).code).toBe(0)
})

test("'millrace check' looks at the source map too, where it is a file", async () => {
  using workspace = makeWorkspace(greeting)
  await workspace.run("build")
  const map = workspace.read("greeting.runner.ts.map")
  workspace.write("greeting.runner.ts.map", map.replace("mappings", "mapping"))
  expect((await workspace.run("check")).out).toEqual(["stale      greeting.runner.ts.map"])
  rmSync(`${workspace.folder}/greeting.runner.ts.map`)
  expect((await workspace.run("check")).out).toEqual(["missing    greeting.runner.ts.map"])
  expect((await workspace.run("build")).out).toEqual(["written    greeting.runner.ts"])
  expect(workspace.read("greeting.runner.ts.map")).toBe(map)
  workspace.write("flow.config.ts", `export default { sourceMaps: "none" }`)
  expect((await workspace.run("check")).out).toEqual(["stale      greeting.runner.ts"])
  await workspace.run("build")
  expect(existsSync(`${workspace.folder}/greeting.runner.ts.map`)).toBe(false)
})

test("'millrace check' takes a runner with other line endings for current", async () => {
  using workspace = makeWorkspace(greeting)
  await workspace.run("build")
  workspace.write("greeting.runner.ts", workspace.read("greeting.runner.ts").replaceAll("\n", "\r\n"))
  expect((await workspace.run("check")).out).toEqual(["current    greeting.runner.ts"])
})
