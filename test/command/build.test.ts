import { expect, test } from "vitest"
import { greeting, makeWorkspace } from "./workspace.ts"

test("'millrace build' writes a runner beside each flow, and only where something changed", async () => {
  using workspace = makeWorkspace(greeting)
  expect(await workspace.run("build")).toEqual({ code: 0, out: ["written    greeting.runner.ts"], error: [] })
  expect(workspace.read("greeting.runner.ts")).toContain("export const greeting: RunnerOf<typeof flows.greeting>")
  expect(await workspace.run("build", "greeting.flow.ts")).toEqual({
    code: 0,
    out: ["unchanged  greeting.runner.ts"],
    error: [],
  })
})

test("'millrace build' emits nothing for a flow with an error, and leaves the runner it had", async () => {
  using workspace = makeWorkspace(greeting)
  workspace.write("greeting.runner.ts", "// from before\n")
  workspace.write("greeting.flow.ts", greeting["greeting.flow.ts"].replace("input.name", "input.nam"))
  workspace.write("other.flow.ts", greeting["greeting.flow.ts"])
  const { code, out, error } = await workspace.run("build", "*.flow.ts")
  expect({ code, out, error }).toEqual({
    code: 1,
    out: ["written    other.runner.ts"],
    error: [
      [
        "greeting.flow.ts:6:54 error TYPE.TS2551",
        "Property 'nam' does not exist on type '{ readonly name: string; }'. Did you mean 'name'?",
        "",
        '  6 |   .step("text", greet, ({ input }) => ({ name: input.nam }))',
        "    |                                                      ^^^",
      ].join("\n"),
      "",
      "refused    greeting.flow.ts",
    ],
  })
  expect(workspace.read("greeting.runner.ts")).toBe("// from before\n")
})

test("'millrace build' refuses a flow that cannot be read statically", async () => {
  using workspace = makeWorkspace(greeting)
  workspace.write("greeting.flow.ts", greeting["greeting.flow.ts"].replace('.step("text"', '.step("te" + "xt"'))
  const { code, out } = await workspace.run("build")
  expect({ code, out }).toEqual({ code: 1, out: [] })
  expect(() => workspace.read("greeting.runner.ts")).toThrow("ENOENT")
})

test("'millrace build' says that there is nothing to build", async () => {
  using workspace = makeWorkspace({})
  expect(await workspace.run("build")).toEqual({
    code: 1,
    out: [],
    error: ["no flow files found: a flow file's name ends with '.flow.ts'"],
  })
})

test("'millrace build' compiles the schema of an input, again when it changes, and takes away what is needed no more", async () => {
  using workspace = makeWorkspace(named)
  expect((await workspace.run("build")).code).toBe(0)
  expect(workspace.read("named.runner.ts")).toContain("input: decodeCompiled(Named, namedInput),")
  expect(workspace.read("named.runner.schemas.ts")).toContain(`typeof v1 !== "string"`)
  expect((await workspace.run("check")).out).toEqual(["current    named.runner.ts"])

  workspace.write("schemas.ts", schemasWith("Schema.Number"))
  expect((await workspace.run("check")).out).toEqual(["stale      named.runner.schemas.ts"])
  expect((await workspace.run("build")).out).toEqual(["written    named.runner.ts"])
  expect(workspace.read("named.runner.schemas.ts")).toContain(`typeof v1 !== "number"`)

  workspace.write("schemas.ts", `console.log("acts")\n${schemasWith("Schema.Number")}`)
  expect((await workspace.run("build")).code).toBe(0)
  expect(workspace.read("named.runner.ts")).toContain("input: decodeWith(Named),")
  expect(() => workspace.read("named.runner.schemas.ts")).toThrow("ENOENT")
})

test("'millrace build' compiles a schema that the flow file itself declares", async () => {
  using workspace = makeWorkspace({
    "named.flow.ts": `import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"

/** What it is called. */
const Name = Schema.String

export const named = flow("named", { input: Schema.Struct({ name: Name }) }).returns(({ input }) => input)
`,
  })
  expect((await workspace.run("build")).code).toBe(0)
  expect(workspace.read("named.runner.schemas.ts")).toContain(`typeof v1 !== "string"`)
})

test("'millrace build --no-check' writes a runner of a flow that the type checker would refuse", async () => {
  const mistaken = greeting["greeting.flow.ts"].replace("name: input.name", "name: input.nmae")
  using workspace = makeWorkspace({ ...greeting, "greeting.flow.ts": mistaken })
  expect((await workspace.run("build")).code).toBe(1)
  expect(await workspace.run("build", "--no-check")).toEqual({
    code: 0,
    out: ["written    greeting.runner.ts"],
    error: [],
  })
  expect(workspace.read("greeting.runner.ts")).toContain("input.nmae")
  // What was made without the checker is not taken for what is made with it.
  expect((await workspace.run("build")).code).toBe(1)
})

test("'millrace build' evaluates no schema where 'schemas' are interpreted", async () => {
  using workspace = makeWorkspace({ ...named, "flow.config.ts": `export default { schemas: "interpreted" }` })
  expect((await workspace.run("build")).code).toBe(0)
  expect(workspace.read("named.runner.ts")).toContain("input: decodeWith(Named),")
  expect(() => workspace.read("named.runner.schemas.ts")).toThrow("ENOENT")
})

test("'millrace build' refuses a way to treat schemas that there is not", async () => {
  using workspace = makeWorkspace({ ...named, "flow.config.ts": `export default { schemas: "never" }` })
  const { code, out, error } = await workspace.run("build")
  expect(code).toBe(2)
  expect([...out, ...error].join("\n")).toContain(`'schemas' is "never"`)
})

const named = {
  "schemas.ts": schemasWith("Schema.String"),
  "named.flow.ts": `import { flow } from "@millrace/dsl"
import { Named } from "./schemas.ts"

export const named = flow("named", { input: Named }).returns(({ input }) => input)
`,
}

function schemasWith(name: string): string {
  return `import * as Schema from "effect/Schema"\n\nexport const Named = Schema.Struct({ name: ${name} })\n`
}
