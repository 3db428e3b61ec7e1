import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { expect, test } from "vitest"
import { greeting, makeWorkspace } from "./workspace.ts"

const compiled = /compiled .* in \d+ ms, watching\n/

/** What was written, without how long it took. */
const linesOf = (text: string): ReadonlyArray<string> =>
  text.split("\n").flatMap((line) => (line === "" ? [] : [line.replace(/ in \d+ ms/, "")]))

test("'build --watch' builds what a change affects, and ends with 130", async () => {
  using workspace = makeWorkspace({
    ...greeting,
    "other.flow.ts": 'import { flow } from "@millrace/dsl"\n\nexport const other = flow("other").returns(() => 1)\n',
  })
  const command = workspace.start("build", "--watch")
  expect(linesOf(await command.until(compiled))).toEqual([
    "written    greeting.runner.ts",
    "written    other.runner.ts",
    "compiled 2 files, watching",
  ])
  workspace.write("greeting.flow.ts", greeting["greeting.flow.ts"].replace("greeting-flow", "another"))
  expect(linesOf(await command.until(compiled))).toEqual(["written    greeting.runner.ts", "compiled 1 file, watching"])
  workspace.write("activities.ts", greeting["activities.ts"].replace('"greet"', '"welcome"'))
  expect(linesOf(await command.until(compiled))).toEqual(["written    greeting.runner.ts", "compiled 1 file, watching"])
  expect(workspace.read("greeting.runner.ts")).toContain("welcome")
  expect(await command.stop()).toBe(130)
  expect((await workspace.run("check", "--no-cache")).code).toBe(0)
})

test("'build --watch' goes on after mistakes of syntax and types, and forgets them when they are mended", async () => {
  using workspace = makeWorkspace(greeting)
  await using command = workspace.start("build", "--watch")
  await command.until(compiled)
  const good = greeting["greeting.flow.ts"]
  workspace.write("greeting.flow.ts", good.replace("=> ({ text }))", "=> ({ text }"))
  expect(await command.until(compiled)).toContain("error FILE.SYNTAX_INVALID")
  workspace.write("greeting.flow.ts", good.replace("input.name", "input.nam"))
  expect(linesOf(await command.until(compiled))).toEqual([
    "greeting.flow.ts:6:54 error TYPE.TS2551",
    "Property 'nam' does not exist on type '{ readonly name: string; }'. Did you mean 'name'?",
    '  6 |   .step("text", greet, ({ input }) => ({ name: input.nam }))',
    "    |                                                      ^^^",
    "refused    greeting.flow.ts",
    "compiled 1 file, 1 refused, watching",
  ])
  workspace.write("activities.ts", greeting["activities.ts"].replace("name: string", "nam: string"))
  await command.until(compiled)
  workspace.write("activities.ts", greeting["activities.ts"])
  await command.until(compiled)
  workspace.write("greeting.flow.ts", good)
  expect(linesOf(await command.until(compiled))).toEqual(["unchanged  greeting.runner.ts", "compiled 1 file, watching"])
})

test("'build --watch' sees flows that come, go and are renamed, and how editors save", async () => {
  using workspace = makeWorkspace(greeting)
  await using command = workspace.start("build", "--watch")
  await command.until(compiled)
  const { folder } = workspace
  mkdirSync(`${folder}/deep`)
  writeFileSync(`${folder}/deep/new.flow.ts`, greeting["greeting.flow.ts"].replace("./activities", "../activities"))
  expect(linesOf(await command.until(compiled))).toEqual(["written    deep/new.runner.ts", "compiled 1 file, watching"])
  writeFileSync(`${folder}/greeting.flow.ts~`, greeting["greeting.flow.ts"].replace("greeting-flow", "saved"))
  renameSync(`${folder}/greeting.flow.ts~`, `${folder}/greeting.flow.ts`)
  expect(linesOf(await command.until(compiled))).toEqual(["written    greeting.runner.ts", "compiled 1 file, watching"])
  renameSync(`${folder}/greeting.flow.ts`, `${folder}/renamed.flow.ts`)
  expect(linesOf(await command.until(compiled))).toEqual([
    "gone       greeting.flow.ts, and 'greeting.runner.ts' is left",
    "written    renamed.runner.ts",
    "compiled 1 file, watching",
  ])
  expect(workspace.read("renamed.runner.ts")).toContain("saved")
  rmSync(`${folder}/deep`, { recursive: true })
  expect(linesOf(await command.until(compiled))).toEqual(["gone       deep/new.flow.ts", "compiled 0 files, watching"])
})

test("'build --watch' follows the configuration and the options of the project", async () => {
  using workspace = makeWorkspace({ ...greeting, "flow.config.ts": "export default { exclude: ['other.flow.ts'] }\n" })
  workspace.write("other.flow.ts", greeting["greeting.flow.ts"])
  await using command = workspace.start("build", "--watch")
  expect(linesOf(await command.until(compiled))).toEqual(["written    greeting.runner.ts", "compiled 1 file, watching"])
  workspace.write("flow.config.ts", "export default { exclude: 1 }\n")
  expect(await command.until(/fix/)).toContain(
    "flow.config.ts:1:18 error CONFIG.INVALID\n'exclude' is no array of globs",
  )
  workspace.write("flow.config.ts", "export default {}\n")
  expect(linesOf(await command.until(compiled))).toEqual([
    "unchanged  greeting.runner.ts",
    "written    other.runner.ts",
    "compiled 2 files, watching",
  ])
  workspace.write("global.d.ts", "declare global { interface String { readonly shouted: string } }\nexport {}\n")
  expect(await command.until(compiled)).toContain("compiled 2 files")
  workspace.write("tsconfig.json", workspace.read("tsconfig.json").replace("true", "false"))
  expect(await command.until(compiled)).toContain("compiled 2 files")
})
