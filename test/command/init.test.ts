import { execFile } from "node:child_process"
import { mkdirSync, readdirSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { runCommand } from "@millrace/codegen"
import { expect, test } from "vitest"
import { runMillrace } from "./run-millrace.ts"
import type { CommandResult } from "./workspace.ts"
import { makeWorkspace } from "./workspace.ts"

/** An empty folder in which the workspace's packages can be imported. */
function emptyFolder(): {
  readonly folder: string
  readonly init: (path?: string) => Promise<CommandResult>
} & Disposable {
  const workspace = makeWorkspace({})
  rmSync(`${workspace.folder}/tsconfig.json`)
  return {
    folder: workspace.folder,
    init: (path) => workspace.run("init", ...(path === undefined ? [] : [path])),
    [Symbol.dispose]: () => workspace[Symbol.dispose](),
  }
}

const files = [
  "package.json",
  "tsconfig.json",
  ".gitignore",
  "src/activities.ts",
  "src/greeting.flow.ts",
  "greeting.json",
]

test("'millrace init' writes a project that builds, type-checks and runs, and says what to do next", async () => {
  using empty = emptyFolder()
  const { code, out } = await empty.init("my orders")
  expect({ code, out: out.slice(0, -1) }).toEqual({
    code: 0,
    out: [...files.map((file) => `written  my orders/${file}`), ""],
  })
  expect(out.at(-1)).toBe(`Next:
  cd "my orders"
  pnpm install
  pnpm exec millrace build
  pnpm exec millrace run src/greeting.flow.ts --input greeting.json`)
  const folder = `${empty.folder}/my orders`
  expect(await runMillrace(folder, "build")).toEqual({
    code: 0,
    stdout: "written    src/greeting.runner.ts\n",
    stderr: "",
  })
  expect(await runMillrace(folder, "build", "--durable")).toMatchObject({ code: 0, stderr: "" })
  expect(await runMillrace(folder, "build")).toMatchObject({ code: 0, stderr: "" })
  const { code: ran, stdout } = await runMillrace(folder, "run", "src/greeting.flow.ts", "--input", "greeting.json")
  expect({ ran, output: JSON.parse(stdout) }).toEqual({ ran: 0, output: { text: "Hello, Ada!\nHello, Grace!" } })
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc")
  expect(await promisify(execFile)(process.execPath, [tsc, "-p", folder])).toEqual({ stdout: "", stderr: "" })
  const doctor = await runMillrace(folder, "doctor")
  expect({ code: doctor.code, last: doctor.stdout.trimEnd().split("\n").at(-1) }).toEqual({
    code: 0,
    last: "fine     1 flow file, with current runners",
  })
})

test("'millrace init' adds what is missing to a project, and overwrites nothing", async () => {
  using workspace = makeWorkspace({
    "package.json": '{ "name": "mine", "dependencies": { "effect": "4.1.0" } }',
    "src/activities.ts": "// mine\n",
  })
  const before = workspace.read("tsconfig.json")
  const { code, out } = await workspace.run("init")
  expect({ code, out: out.slice(0, -1) }).toEqual({
    code: 0,
    out: [
      "kept     package.json",
      "kept     tsconfig.json",
      "written  .gitignore",
      "kept     src/activities.ts",
      "written  src/greeting.flow.ts",
      "written  greeting.json",
      "",
    ],
  })
  expect(out.at(-1)).toBe(`Next:
  pnpm add @millrace/dsl @millrace/runtime
  pnpm add -D @millrace/codegen typescript
  pnpm exec millrace build
  pnpm exec millrace run src/greeting.flow.ts --input greeting.json

The package.json has no "type": "module": flows are ES modules, so add it or put them into a package that has it.`)
  expect([
    workspace.read("package.json"),
    workspace.read("tsconfig.json"),
    workspace.read("src/activities.ts"),
  ]).toEqual(['{ "name": "mine", "dependencies": { "effect": "4.1.0" } }', before, "// mine\n"])
})

test("'millrace init' takes the package manager of the lock file", async () => {
  using empty = emptyFolder()
  mkdirSync(`${empty.folder}/a`)
  const out: Array<string> = []
  const context = {
    folder: `${empty.folder}/a`,
    out: (line: string) => out.push(line),
    error: () => undefined,
    hasColors: false,
  }
  using workspace = makeWorkspace({ "package-lock.json": "{}" })
  await runCommand(["init"], { ...context, folder: workspace.folder })
  expect(out.at(-1)).toBe(`Next:
  npm install
  npx millrace build
  npx millrace run src/greeting.flow.ts --input greeting.json`)
  expect(readdirSync(`${empty.folder}/a`)).toEqual([])
})

test("'millrace init' refuses a file", async () => {
  using workspace = makeWorkspace({ "note.txt": "" })
  expect((await workspace.run("init", "note.txt")).error[0]).toBe("millrace: 'note.txt' is a file, not a folder")
})
