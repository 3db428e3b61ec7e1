import { interpret } from "@millrace/runtime"
import { flow } from "@millrace/dsl"
import { expect, test } from "vitest"
import { makeWorkspace } from "./workspace.ts"

/** A flow whose step gives this, with these options. */
const timed = (gives: string, options = ""): Readonly<Record<string, string>> => ({
  "timed.flow.ts": `import { activity, flow } from "@millrace/dsl"

const now = activity("now", { timeout: "5 seconds", run: async () => ({ at: ${gives} }) })

export const timed = flow("timed"${options})
  .step("read", now)
  .returns(({ read }) => Number(read.at))
`,
})

/** What a build says of the flow: its exit code, and the codes. */
async function built(files: Readonly<Record<string, string>>, ...options: ReadonlyArray<string>): Promise<unknown> {
  using workspace = makeWorkspace(files)
  const { code, out } = await workspace.run("build", "--format", "json", ...options)
  const said: ReadonlyArray<{ readonly code: string }> = JSON.parse(out.join("\n"))
  return { code, said: said.map((each) => each.code) }
}

test("a flow is durable where it says so, the project does, or the command; and is not where it says that", async () => {
  const refused = { code: 1, said: ["VALUE.NOT_JSON"] }
  const config = { "flow.config.ts": "export default { durable: true }" }
  expect(await built(timed("new Date()"))).toEqual({ code: 0, said: [] })
  expect(await built(timed("new Date()", ", { durable: true }"))).toEqual(refused)
  expect(await built({ ...timed("new Date()"), ...config })).toEqual(refused)
  expect(await built(timed("new Date()"), "--durable")).toEqual(refused)
  expect(await built(timed("new Date()", ", { durable: false }"), "--durable")).toEqual({ code: 0, said: [] })
})

test("a durable runner says so, and 'check' is asked in the same way as 'build'", async () => {
  using workspace = makeWorkspace(timed("Date.now()"))
  expect(await workspace.run("build", "--durable")).toMatchObject({ code: 0, error: [] })
  expect(workspace.read("timed.runner.ts")).toMatch(/digest: "\w{16}",\s+durable: true,\s+steps/)
  expect((await workspace.run("check", "--durable")).code).toBe(0)
  expect(await workspace.run("check")).toEqual({
    code: 1,
    out: ["stale      timed.runner.ts"],
    error: ["run 'millrace build timed.flow.ts' to bring the runners up to date"],
  })
  await workspace.run("build")
  expect((await workspace.run("check", "--durable")).error).toEqual([
    "run 'millrace build --durable timed.flow.ts' to bring the runners up to date",
  ])
})

test("an interpreted runner says that it is durable, and runs directly all the same", async () => {
  const runner = interpret(flow("kept", { durable: true }).returns(() => 1))
  expect([runner.plan.durable, await runner.run()]).toEqual([true, 1])
})
