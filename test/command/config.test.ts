import { globSync, readFileSync } from "node:fs"
import { adjustableCodes } from "@millrace/codegen"
import { expect, test } from "vitest"
import { greeting, makeWorkspace } from "./workspace.ts"
import { runMillrace } from "./run-millrace.ts"

const config = (fields: string): string => `import { defineConfig } from "@millrace/codegen/config"

export default defineConfig({ ${fields} })
`

const hidden = `import { flow } from "@millrace/dsl"

export const shown = flow("shown").returns(() => 1)
export const used = () => draft
MARK
const draft = flow("draft").returns(() => 1)
`

const warning = "FLOW.NOT_EXPORTED"

/** The headlines of the frames that a command wrote. */
const headlines = (error: ReadonlyArray<string>): ReadonlyArray<string> =>
  error.flatMap((text) => /^\S+:\d+:\d+ .*$/m.exec(text)?.[0] ?? [])

test("'flow.config.ts' says which flows are built, from the folder upwards", async () => {
  using workspace = makeWorkspace({ "flow.config.ts": config(`include: ["src/**/*.flow.ts"], exclude: ["src/old"]`) })
  for (const folder of ["", "src/", "src/old/"])
    for (const [file, text] of Object.entries(greeting)) workspace.write(`${folder}${file}`, text)
  expect(await workspace.run("build")).toEqual({ code: 0, out: ["written    src/greeting.runner.ts"], error: [] })
  expect((await workspace.run("build", "src/**/*.flow.ts")).out).toEqual(["unchanged  src/greeting.runner.ts"])
  expect((await workspace.run("build", "src/old/greeting.flow.ts")).out).toEqual([
    "written    src/old/greeting.runner.ts",
  ])
  expect((await runMillrace(`${workspace.folder}/src`, "check")).stdout).toBe("current    greeting.runner.ts\n")
})

test("'diagnostics' makes a warning an error, an info, or nothing", async () => {
  using workspace = makeWorkspace({ "hidden.flow.ts": hidden.replace("MARK\n", "") })
  const built = async (level: string | undefined): Promise<unknown> => {
    using configured = makeWorkspace({
      "hidden.flow.ts": hidden.replace("MARK\n", ""),
      "flow.config.ts": config(level === undefined ? "" : `diagnostics: { "${warning}": "${level}" }`),
    })
    const { code, out, error } = await configured.run("build")
    return [code, ...out, ...headlines(error)]
  }
  const line = "hidden.flow.ts:5:7"
  expect(headlines((await workspace.run("build")).error)).toEqual([`${line} warning ${warning}`])
  expect(await built(undefined)).toEqual([0, "written    hidden.runner.ts", `${line} warning ${warning}`])
  expect(await built("info")).toEqual([0, "written    hidden.runner.ts", `${line} info ${warning}`])
  expect(await built("off")).toEqual([0, "written    hidden.runner.ts"])
  expect(await built("error")).toEqual([1, `${line} error ${warning}`])
})

test("'optimize' switches passes off, and what was built with them is built anew", async () => {
  using workspace = makeWorkspace({
    ...greeting,
    "greeting.flow.ts": greeting["greeting.flow.ts"].replace("  .step(", '  .let("unread", () => 7)\n  .step('),
  })
  const hasUnread = (): boolean => workspace.read("greeting.runner.ts").includes("const unread = 7")
  expect(await workspace.run("build")).toMatchObject({ code: 0, out: ["written    greeting.runner.ts"] })
  expect(hasUnread()).toBe(false)
  const { folder } = workspace
  workspace.write("flow.config.ts", config(`optimize: { "drop-unread-values": false }`))
  expect(await runMillrace(folder, "build")).toMatchObject({ code: 0, stdout: "written    greeting.runner.ts\n" })
  expect(hasUnread()).toBe(true)
  expect(await runMillrace(folder, "check")).toMatchObject({ code: 0, stdout: "current    greeting.runner.ts\n" })
})

test("a comment with a reason on the line before suppresses a warning, and nothing else", async () => {
  const built = async (mark: string): Promise<ReadonlyArray<string>> => {
    using workspace = makeWorkspace({ "hidden.flow.ts": hidden.replace("MARK", mark) })
    const { error } = await workspace.run("build")
    return error.filter((text) => text !== "").map((text) => text.split("\n").slice(0, 2).join(" "))
  }
  expect(await built(`// millrace-ignore ${warning}: comes later`)).toEqual([])
  expect(await built(`  //millrace-ignore ${warning} : comes later\n// millrace-ignore TYPE.TS6133: unused`)).toEqual([
    "hidden.flow.ts:6:1 warning SUPPRESSION.UNUSED 'millrace-ignore TYPE.TS6133' suppresses nothing: the next line has no such diagnostic",
  ])
  expect(await built(`// millrace-ignore ${warning}`)).toEqual([
    `hidden.flow.ts:5:1 warning SUPPRESSION.REASON_MISSING 'millrace-ignore ${warning}' gives no reason, so it suppresses nothing`,
    `hidden.flow.ts:6:7 warning ${warning} flow 'draft' is not exported, so it gets no runner`,
  ])
  expect(await built(`// millrace-ignore ${warning}: far away\n`)).toEqual([
    `hidden.flow.ts:5:1 warning SUPPRESSION.UNUSED 'millrace-ignore ${warning}' suppresses nothing: the next line has no such diagnostic`,
    `hidden.flow.ts:7:7 warning ${warning} flow 'draft' is not exported, so it gets no runner`,
  ])
})

test("an error without which a runner would be wrong cannot be suppressed", async () => {
  using workspace = makeWorkspace({ "activities.ts": greeting["activities.ts"] })
  const mistaken = greeting["greeting.flow.ts"].replace("({ text }) => ({ text })", "({ txt }) => ({ text: txt })")
  workspace.write(
    "greeting.flow.ts",
    mistaken.replace("  .returns", "  // millrace-ignore SCOPE.NAME_UNKNOWN: no\n  .returns"),
  )
  const { code, error } = await workspace.run("build")
  expect({ code, headlines: headlines(error) }).toEqual({
    code: 1,
    headlines: ["greeting.flow.ts:7:3 warning SUPPRESSION.UNUSED", "greeting.flow.ts:8:15 error SCOPE.NAME_UNKNOWN"],
  })
})

test.each([
  [
    `diagnostics: { "SCOPE.NAME_UNKNOWN": "off" }`,
    "3:46 error CONFIG.INVALID 'SCOPE.NAME_UNKNOWN' is always an error: the runner of a flow that has it would not do what the flow says",
  ],
  [
    `diagnostics: { "FLOW.NOT_EXPORTET": "off" }`,
    "3:46 error CONFIG.INVALID 'FLOW.NOT_EXPORTET' is no code of a diagnostic",
  ],
  [`diagnostics: { "${warning}": "of" }`, `3:46 error CONFIG.INVALID '${warning}' has no level 'of'`],
  [`inclde: ["**/*.flow.ts"]`, "3:31 error CONFIG.INVALID 'inclde' is no field of a configuration"],
  [`exclude: "old"`, "3:31 error CONFIG.INVALID 'exclude' is no array of globs"],
  [`optimize: false`, "3:31 error CONFIG.INVALID 'optimize' is no object"],
  [`optimize: { "drop-unread": false }`, "3:43 error CONFIG.INVALID 'drop-unread' is no pass of optimization"],
  [`optimize: { "release-values": "off" }`, "3:43 error CONFIG.INVALID 'release-values' is neither true nor false"],
  [`durable: "yes"`, `3:31 error CONFIG.INVALID 'durable' cannot be "yes"`],
  [`sourceMaps: "beside"`, `3:31 error CONFIG.INVALID 'sourceMaps' cannot be "beside"`],
])("a configuration with %j is refused with its place", async (fields, expected) => {
  using workspace = makeWorkspace({ ...greeting, "flow.config.ts": config(fields) })
  const { code, out, error } = await workspace.run("build")
  const [headline, message] = error[0]?.split("\n") ?? []
  expect({ code, out, error: `${headline} ${message}` }).toEqual({
    code: 2,
    out: [],
    error: `flow.config.ts:${expected}`,
  })
})

test.each([
  [
    "export default {\n  include: [,\n}\n)",
    /^flow\.config\.ts:[34]:1 error CONFIG\.INVALID\nthe configuration cannot be loaded: /,
  ],
  [
    "\nthrow new Error('no luck')",
    /^flow\.config\.ts:2:7 error CONFIG\.INVALID\nthe configuration cannot be loaded: no luck\n/,
  ],
  ["export const include = []", /^flow\.config\.ts:1:1 error CONFIG\.INVALID\nthe configuration is no object\n/],
])("a configuration that cannot be loaded is refused with its place: %j", async (text, expected) => {
  using workspace = makeWorkspace({ ...greeting, "flow.config.ts": text })
  const { code, stdout, stderr } = await runMillrace(workspace.folder, "build")
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
  expect(stderr).toMatch(expected)
})

test("a configuration may use TypeScript that Node does not strip", async () => {
  using workspace = makeWorkspace({
    ...greeting,
    "names.ts": "export enum Names { flows = 'greeting.flow.ts' }",
    "flow.config.ts": `import { Names } from "./names"\n\nexport default { include: [Names.flows as string] }\n`,
  })
  expect(await runMillrace(workspace.folder, "build")).toEqual({
    code: 0,
    stdout: "written    greeting.runner.ts\n",
    stderr: "",
  })
})

test("every diagnostic that is no error can be adjusted", () => {
  const root = new URL("../diagnostics/", import.meta.url).pathname
  const found = globSync("*/expected.txt", { cwd: root }).flatMap((file) =>
    [...readFileSync(`${root}${file}`, "utf8").matchAll(/^\S+:\d+:\d+ (?:warning|info) (\S+)$/gm)].map(
      ([, code]) => code,
    ),
  )
  expect(found.length).toBeGreaterThan(2)
  expect(found.filter((code) => code !== undefined && !adjustableCodes.has(code))).toEqual([])
})
