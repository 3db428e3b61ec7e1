import { spawn } from "node:child_process"
import { setTimeout as sleep } from "node:timers/promises"
import { expect, test } from "vitest"
import { millrace, runMillrace } from "./run-millrace.ts"
import { makeWorkspace } from "./workspace.ts"
import type { Workspace } from "./workspace.ts"

const flow = `import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { work } from "./work.ts"

export const pay = flow("pay", { input: Schema.Struct({ n: Schema.Int }), durable: true })
  .step("one", work, ({ input }) => ({ name: "one", n: input.n }))
  .step("two", work, ({ input }) => ({ name: "two", n: input.n }))
  .human("fine", { form: Schema.Struct({ fine: Schema.Boolean }), deadline: "1 hour" })
  .step("three", work, ({ input }) => ({ name: "three", n: input.n }))
  .returns((scope) => [scope.one, scope.two, scope.fine, scope.three])
`

/** A step waits for a file of its name, once it has told that it begins. */
const work = `import { appendFileSync, existsSync } from "node:fs"
import { activity } from "@millrace/dsl"

export const work = activity("work", {
  timeout: "1 minute",
  run: async ({ name, n }: { readonly name: string; readonly n: number }) => {
    appendFileSync("begun.txt", name + " ")
    while (!existsSync(name)) await new Promise((done) => setTimeout(done, 5))
    return name + " " + n
  },
})
`

const files = {
  "pay.flow.ts": flow,
  "work.ts": work,
  "input.json": '{ "n": 3 }',
  "answers.json": '{ "fine": { "fine": true } }',
}
const command = ["run", "pay.flow.ts", "--input", "input.json", "--answers", "answers.json"]

/** Runs the command until so many steps have begun, and ends all its processes with a signal. */
async function endedAt(workspace: Workspace, begun: string, signal: "SIGINT" | "SIGKILL"): Promise<string> {
  const running = spawn(process.execPath, [millrace, ...command], { cwd: workspace.folder, detached: true })
  const said: Array<string> = []
  running.stderr.on("data", (text: Buffer) => said.push(text.toString()))
  const over = new Promise((resolve) => running.on("close", resolve))
  while (textOf(workspace) !== begun && running.exitCode === null) await sleep(10)
  process.kill(-(running.pid ?? Number.NaN), signal)
  await over
  return said.join("")
}

function textOf(workspace: Workspace): string {
  try {
    return workspace.read("begun.txt").trim()
  } catch {
    return ""
  }
}

test("a durable flow goes on after it was killed and interrupted, and its committed steps never run again", async () => {
  using workspace = makeWorkspace(files)
  workspace.write("one", "")
  await endedAt(workspace, "one two", "SIGKILL")
  workspace.write("two", "")
  // What was in flight at the crash runs again, and nothing else does.
  const interrupted = await endedAt(workspace, "one two two three", "SIGINT")
  expect(interrupted).toMatch(
    /execution '(pay-\w+)' goes on in 'pay.journal.db'\n(?:.*\n)*execution '\1' goes on when the same/,
  )
  workspace.write("three", "")
  const { code, stdout } = await runMillrace(workspace.folder, ...command)
  expect({ code, output: JSON.parse(stdout), begun: textOf(workspace) }).toEqual({
    code: 0,
    output: ["one 3", "two 3", { fine: true }, "three 3"],
    begun: "one two two three three",
  })
})

test("an id needs a journal, where the flow does not say that it is durable", async () => {
  using workspace = makeWorkspace({ ...files, "pay.flow.ts": flow.replace(", durable: true", "") })
  const { code, stderr } = await runMillrace(workspace.folder, ...command, "--id", "pay-1")
  expect({ code, said: stderr.trim().split("\n").at(-1) }).toEqual({
    code: 2,
    said: "millrace: option '--id' needs '--journal', unless the flow says 'durable: true'",
  })
})

test("a command that is killed alone takes what it runs along, and the same command goes on", async () => {
  using workspace = makeWorkspace(files)
  workspace.write("one", "")
  const running = spawn(process.execPath, [millrace, ...command], { cwd: workspace.folder, stdio: "ignore" })
  await expect.poll(() => textOf(workspace), { timeout: 50_000, interval: 20 }).toBe("one two")
  running.kill("SIGKILL")
  const again = runMillrace(workspace.folder, ...command)
  await expect.poll(() => textOf(workspace), { timeout: 50_000, interval: 20 }).toBe("one two two")
  for (const name of ["two", "three"]) workspace.write(name, "")
  expect({ code: (await again).code, begun: textOf(workspace) }).toEqual({ code: 0, begun: "one two two three" })
})
