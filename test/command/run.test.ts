import { expect, test } from "vitest"
import { runMillrace } from "./run-millrace.ts"
import { greeting, makeWorkspace } from "./workspace.ts"

test("'millrace run' builds a flow, runs it and prints its output as JSON", async () => {
  using workspace = makeWorkspace({ ...greeting, "input.json": '{ "name": "Ada" }' })
  const { code, stdout } = await runMillrace(
    workspace.folder,
    "run",
    "greeting.flow.ts#greeting",
    "--input",
    "input.json",
  )
  expect({ code, output: JSON.parse(stdout) }).toEqual({ code: 0, output: { text: "Hello, Ada" } })
})

test("'millrace run' ends with 1 when the workflow fails", async () => {
  using workspace = makeWorkspace({ ...greeting, "input.json": "{}" })
  const { code, stdout, stderr } = await runMillrace(
    workspace.folder,
    "run",
    "greeting.flow.ts",
    "--input",
    "input.json",
  )
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
  expect(stderr).toContain("InvalidInput: ")
})

test("'millrace run' answers human tasks from a file", async () => {
  using workspace = makeWorkspace({
    "ask.flow.ts": `import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"

export const ask = flow("ask")
  .human("fine", { form: Schema.Struct({ fine: Schema.Boolean }) })
  .returns(({ fine }) => fine)
`,
    "answers.json": '{ "fine": { "fine": true } }',
  })
  const { code, stdout } = await runMillrace(workspace.folder, "run", "ask.flow.ts#ask", "--answers", "answers.json")
  expect({ code, output: JSON.parse(stdout) }).toEqual({ code: 0, output: { fine: true } })
})

test("'millrace run' names the flows of a file when it is asked for another one", async () => {
  using workspace = makeWorkspace(greeting)
  const { code, stderr } = await runMillrace(workspace.folder, "run", "greeting.flow.ts#other")
  expect(code).toBe(2)
  expect(stderr).toContain("millrace: no flow 'other' in the file, which has 'greeting'")
})
