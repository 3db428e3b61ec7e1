import { adjustableCodes, ruleCodes } from "@millrace/codegen"
import type { RuleDescription } from "@millrace/codegen"
import { expect, test } from "vitest"
import { makeWorkspace } from "../command/workspace.ts"
import { allFixtures } from "./all-fixtures.ts"
import { filesOf, unmarked } from "./rule-fixtures.ts"

interface Said {
  readonly code: string
  readonly level: string
  readonly file: string
  readonly span: { readonly line: number }
}

const codes = Object.keys(ruleCodes)
const fixtures = await allFixtures()

/** The first flow that breaks each rule, every one in a folder of its own. */
const files: ReadonlyMap<string, string> = new Map(
  [...fixtures].flatMap(([code, { found }]) => {
    const [first] = found
    if (first === undefined) throw new Error(`${code} has no fixtures`)
    return Object.entries(filesOf(first)).map(
      ([name, text]) => [`${folderOf(code)}/${name}`, unmarked(text).text] as const,
    )
  }),
)

function folderOf(code: string): string {
  return code.toLowerCase().replaceAll(/[._]/g, "-")
}

const flowOf = (code: string): string => `${folderOf(code)}/order.flow.ts`

/** What is said of each rule's own flow with the rule's own code. */
async function saidWith(
  given: ReadonlyMap<string, string>,
  { level, isDurable }: { readonly level?: "error" | "warning" | "info" | "off"; readonly isDurable?: true } = {},
): Promise<ReadonlyMap<string, Said>> {
  const diagnostics = level === undefined ? {} : Object.fromEntries(codes.map((code) => [code, level]))
  const config = { "flow.config.ts": `export default ${JSON.stringify({ diagnostics, durable: isDurable })}` }
  using workspace = makeWorkspace({ ...Object.fromEntries(given), ...config })
  const { out } = await workspace.run("build", "--no-cache", "--format", "json")
  const said: ReadonlyArray<Said> = JSON.parse(out.join("\n"))
  return new Map(
    codes.flatMap((code) =>
      said.filter((each) => each.code === code && each.file === flowOf(code)).map((each) => [code, each] as const),
    ),
  )
}

const levelsOf = (said: ReadonlyMap<string, Said>): ReadonlyArray<string | undefined> =>
  codes.map((code) => said.get(code)?.level)

/** A package, or the types of Node, cannot be found. */
const notInstalled: ReadonlySet<string> = new Set(["TYPE.TS2307", "TYPE.TS2591"])

test("the flows that break rules have no mistakes of types, but for packages that are not installed", async () => {
  using workspace = makeWorkspace(Object.fromEntries(files))
  const { out } = await workspace.run("build", "--no-cache", "--format", "json")
  const said: ReadonlyArray<Said> = JSON.parse(out.join("\n"))
  const mistakes = said.filter(
    ({ code, level }) => code.startsWith("TYPE.") && level === "error" && !notInstalled.has(code),
  )
  expect(mistakes.map(({ code, file }) => `${file} ${code}`)).toEqual([])
})

const rules: Readonly<Record<string, RuleDescription>> = ruleCodes

test("a rule has its own level without configuration, and one that is off is not checked", async () => {
  const expected = Object.values(rules).map(({ group, level, durable }) => {
    const own = group === "durability" ? durable : level
    return own === "off" ? undefined : own
  })
  expect(levelsOf(await saidWith(files))).toEqual(expected)
})

test("a rule has another level where all flows are durable, and durable ones are looked at only then", async () => {
  const expected = Object.values(rules).map(({ level, durable = level }) => (durable === "off" ? undefined : durable))
  expect(levelsOf(await saidWith(files, { isDurable: true }))).toEqual(expected)
  const direct = new Map([...files].map(([file, text]) => [file, text.replaceAll("durable: true", "durable: false")]))
  const said = await saidWith(direct, { isDurable: true })
  expect(codes.filter((code) => rules[code]?.group === "durability" && said.has(code))).toEqual([])
})

test("the level of every rule can be configured, and every rule can be left out", async () => {
  expect(codes.filter((code) => !adjustableCodes.has(code))).toEqual([])
  expect(new Set(levelsOf(await saidWith(files, { level: "info" })))).toEqual(new Set(["info"]))
  expect(new Set(levelsOf(await saidWith(files, { level: "error" })))).toEqual(new Set(["error"]))
  expect(await saidWith(files, { level: "off" })).toEqual(new Map())
})

test("a comment with a reason on the line before suppresses a rule, so that an error no longer stops the build", async () => {
  const found = await saidWith(files, { level: "error" })
  const suppressed = new Map(files)
  for (const [code, { span }] of found) {
    const lines = (files.get(flowOf(code)) ?? "").split("\n")
    suppressed.set(
      flowOf(code),
      lines.toSpliced(span.line - 1, 0, `// millrace-ignore ${code}: this is a test`).join("\n"),
    )
  }
  expect(await saidWith(suppressed, { level: "error" })).toEqual(new Map())
  expect(suppressed.size).toBe(files.size)
})

test("a flow that breaks a rule has a runner where the rule is no error", async () => {
  const clock = Object.fromEntries([...files].filter(([file]) => file.startsWith("mapping-reads-clock/")))
  const built = async (config: Readonly<Record<string, string>>): Promise<unknown> => {
    using workspace = makeWorkspace({ ...clock, ...config })
    const { code, out } = await workspace.run("build")
    return { code, out }
  }
  expect(await built({})).toEqual({ code: 1, out: [] })
  expect(
    await built({ "flow.config.ts": `export default { diagnostics: { "MAPPING.READS_CLOCK": "warning" } }` }),
  ).toEqual({
    code: 0,
    out: ["written    mapping-reads-clock/order.runner.ts"],
  })
})

test("a rule that is left out hides no mistake of types", async () => {
  const flow = `import { flow } from "@millrace/dsl"

export const order = flow("order")
  .forEach("all", () => [1, 2], (b) => b.let("n", ({ item }) => item), { key: () => item.sku })
  .returns(({ all }) => all)
`
  const said = async (level: string): Promise<unknown> => {
    const config = `export default { diagnostics: { "FOREACH.KEY_CONSTANT": "${level}" } }`
    using workspace = makeWorkspace({ "order.flow.ts": flow, "flow.config.ts": config })
    const { code, out } = await workspace.run("build", "--format", "json")
    return { code, codes: JSON.parse(out.join("\n")).map((each: Said) => each.code) }
  }
  expect(await said("error")).toEqual({ code: 1, codes: ["FOREACH.KEY_CONSTANT", "TYPE.TS2304"] })
  expect(await said("off")).toEqual({ code: 1, codes: ["TYPE.TS2304"] })
})
