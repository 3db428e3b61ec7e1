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

test("'millrace check' takes a runner with other line endings for current", async () => {
  using workspace = makeWorkspace(greeting)
  await workspace.run("build")
  workspace.write("greeting.runner.ts", workspace.read("greeting.runner.ts").replaceAll("\n", "\r\n"))
  expect((await workspace.run("check")).out).toEqual(["current    greeting.runner.ts"])
})
