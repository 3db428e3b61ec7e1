import { expect, test } from "vitest"
import { greeting, makeWorkspace } from "./workspace.ts"

const packageOf = (name: string, version: string): string => JSON.stringify({ name, version })

test("'millrace doctor' finds nothing wrong with a project that is built", async () => {
  using workspace = makeWorkspace(greeting)
  await workspace.run("build")
  const { code, out } = await workspace.run("doctor")
  expect({ code, out }).toEqual({
    code: 0,
    out: [
      `fine     Node ${process.versions.node}`,
      "fine     @millrace/dsl 0.1.0",
      "fine     @millrace/runtime 0.1.0",
      "fine     effect 4.1.0",
      "fine     tsconfig.json",
      "fine     1 flow file, with current runners",
    ],
  })
})

test("'millrace doctor' says what is wrong, each with a fix", async () => {
  using workspace = makeWorkspace({
    ...greeting,
    "other.flow.ts": greeting["greeting.flow.ts"],
    "broken.flow.ts": greeting["greeting.flow.ts"].replace("input.name", "input.nam"),
    "greeting.runner.ts": "",
    "tsconfig.json": '{ "compilerOptions": { "module": "esnext", "strict": false, "noEmit": true, "types": [] } }',
    "node_modules/effect/package.json": packageOf("effect", "3.19.0"),
    "node_modules/@millrace/dsl/package.json": packageOf("@millrace/dsl", "0.0.9"),
  })
  const { code, out } = await workspace.run("doctor")
  const text = out.join("\n").replaceAll(/'\/[^']*\/node_modules/g, "'.../node_modules")
  expect(code).toBe(1)
  expect(text).toContain(`problem  '@millrace/dsl' is 0.0.9, but the compiler is 0.1.0
         fix: npm install @millrace/dsl@0.1.0`)
  expect(text).toContain(`problem  'effect' is 3.19.0, but runners need 4.1 or a later 4
         fix: npm install effect@^4.1.0`)
  expect(text).toContain("problem  'effect' is there more than once")
  expect(text).toContain(`problem  'tsconfig.json' is not strict, so mappings of the wrong type are not refused
         fix: set "strict": true`)
  expect(text).toContain("'tsconfig.json' resolves modules in the old way")
  expect(text).toContain("'tsconfig.json' does not allow imports of './activities.ts'")
})

test("'millrace doctor' names flows with errors, and missing and stale runners", async () => {
  using workspace = makeWorkspace({
    ...greeting,
    "other.flow.ts": greeting["greeting.flow.ts"],
    "broken.flow.ts": greeting["greeting.flow.ts"].replace("input.name", "input.nam"),
    "greeting.runner.ts": "",
  })
  const { code, out } = await workspace.run("doctor")
  expect({ code, out: out.slice(5) }).toEqual({
    code: 1,
    out: [
      "problem  flows with errors: broken.flow.ts",
      "         fix: run 'millrace check broken.flow.ts'",
      "problem  flows without a runner: other.flow.ts",
      "         fix: run 'millrace build other.flow.ts'",
      "problem  flows with a stale runner: greeting.flow.ts",
      "         fix: run 'millrace build greeting.flow.ts'",
    ],
  })
})

test("'millrace doctor' shows what is wrong with the configuration", async () => {
  using workspace = makeWorkspace({ ...greeting, "flow.config.ts": "export default { includ: [] }\n" })
  const { code, out } = await workspace.run("doctor")
  expect({ code, out: out.slice(5) }).toEqual({
    code: 1,
    out: [
      "problem  flow.config.ts:1:18 'includ' is no field of a configuration",
      "         fix: did you mean 'include'?",
    ],
  })
})
