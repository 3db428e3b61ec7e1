import { spawn } from "node:child_process"
import { once } from "node:events"
import { expect, test } from "vitest"
import { millrace, runMillrace } from "./run-millrace.ts"
import { makeWorkspace } from "./workspace.ts"

const files = {
  "activities.ts": `import { activity } from "@millrace/dsl"
import { existsSync } from "node:fs"

export const note = activity("note", async ({ text }: { text: string }) => text)
export const wait = activity("wait", async ({ file }: { file: string }) => {
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20))
  return "found"
})
`,
  "shop.flow.ts": `import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { note, wait } from "./activities.ts"

export const shop = flow("shop", { input: Schema.Struct({ text: Schema.String }) })
  .step("noted", note, ({ input }) => ({ text: input.text }))
  .human("fine", { form: Schema.Struct({ fine: Schema.Boolean }) })
  .signal("paid", { payload: Schema.Struct({ amount: Schema.Number }) })
  .returns(({ noted, paid }) => \`\${noted} \${paid.amount}\`)

export const slow = flow("slow", { input: Schema.Struct({ file: Schema.String }) })
  .step("waited", wait, ({ input }) => ({ file: input.file }))
  .step("noted", note, () => ({ text: "behind" }))
  .returns(({ noted }) => noted)
`,
}

/** Serves a folder in a process of its own, on a port that is free. */
async function startServer(folder: string, ...given: ReadonlyArray<string>) {
  const child = spawn(process.execPath, [millrace, "serve", "--port", "0", ...given], { cwd: folder })
  let said = ""
  child.stderr.on("data", (bytes: Buffer) => (said += bytes.toString()))
  const exited = once(child, "exit")
  await expect.poll(() => said, { timeout: 50_000, interval: 50 }).toMatch(/serving .* at http/)
  const url = /at (http:\S+)/.exec(said)?.[1] ?? ""
  const runs = (...more: ReadonlyArray<string>) => runMillrace(folder, "runs", ...more, "--url", url)
  const stop = async (): Promise<unknown> => {
    child.kill("SIGTERM")
    const [code] = (await exited) as [number]
    return code
  }
  return { url, runs, stop, said: () => said }
}

test("'millrace serve' runs flows, and 'millrace runs' starts, shows and steers their executions", async () => {
  using workspace = makeWorkspace(files)
  const server = await startServer(workspace.folder)
  expect(server.said()).toContain("serving 'shop', 'slow' at http://127.0.0.1:")
  const { runs } = server
  expect(await runs("start", "shop", '{ "text": "tea" }', "--id", "s")).toEqual({
    code: 0,
    stdout: "started s\n",
    stderr: "",
  })
  expect((await runs("start", "shop", '{ "text": "coffee" }', "--id", "s")).stderr).toContain(
    "millrace: execution 's' is known with another payload",
  )
  const listed = async (): Promise<ReadonlyArray<{ token: string }>> => {
    // What the server answers.
    return (JSON.parse((await runs("tasks", "--json")).stdout) as { items: ReadonlyArray<{ token: string }> }).items
  }
  await expect.poll(async () => (await listed()).length, { timeout: 10_000 }).toBe(1)
  const [task] = await listed()
  expect(await runs("complete", task?.token ?? "", '{ "fine": true }')).toMatchObject({ code: 0, stdout: "answered\n" })
  expect(await runs("signal", "s", "paid", '{ "amount": 3 }')).toMatchObject({ code: 0, stdout: "sent 'paid' to s\n" })
  const tailed = await runs("tail", "s")
  expect(tailed.code).toBe(0)
  expect(tailed.stdout.split("\n").map((line) => line.slice(14).replace(/after.*/, "after"))).toEqual([
    "shop  started",
    "noted  completed",
    "fine  task.completed",
    "paid  signal.received",
    "shop  completed  after",
    "",
  ])
  const shown = (await runs("show", "s")).stdout
  expect(shown).toMatch(/^s {2}shop {2}completed\nstarted .* took .*\ninput {3}\{"text":"tea"\}\noutput {2}"tea 3"\n/)
  expect(shown).toMatch(/^noted {2}completed {2}\+.* {2}"tea"$/m)
  expect((await runs("show", "t")).stderr).toBe("millrace: there is no execution 't'\n")
  expect(await server.stop()).toBe(0)
  // Nobody serves it any more.
  const journal = ["--journal", "millrace.db"]
  expect((await runMillrace(workspace.folder, "runs", "list", ...journal)).stdout).toMatch(/^s +shop +completed +/m)
  const exported = await runMillrace(workspace.folder, "runs", "export", ...journal)
  expect(JSON.parse(exported.stdout)).toMatchObject({ id: "s", output: "tea 3" })
  expect(await runs("list")).toMatchObject({ code: 1, stdout: "" })
})

test("'millrace serve' lets a step in flight end at SIGTERM, and the next process goes on behind it", async () => {
  using workspace = makeWorkspace(files)
  const server = await startServer(workspace.folder, "--grace", "1 minute")
  await server.runs("start", "slow", '{ "file": "end" }', "--id", "a")
  await expect.poll(async () => (await server.runs("show", "a")).stdout, { timeout: 10_000 }).toContain("running")
  const stopped = server.stop()
  await expect.poll(server.said, { timeout: 10_000 }).toContain("ending: steps in flight have 60 s")
  workspace.write("end", "")
  expect(await stopped).toBe(0)
  const journal = ["--journal", "millrace.db"]
  const left = await runMillrace(workspace.folder, "runs", "show", "a", ...journal)
  expect(left.stdout).toMatch(/^a {2}slow {2}ready\n/)
  expect(left.stdout).toMatch(/^waited {2}completed/m)
  expect(left.stdout).not.toContain("noted")
  const later = await startServer(workspace.folder)
  expect((await later.runs("tail", "a")).stdout).toContain("noted  completed")
  await later.stop()
})

test("'millrace serve' says why it cannot begin", async () => {
  using workspace = makeWorkspace(files)
  expect(await runMillrace(workspace.folder, "serve", "--host", "0.0.0.0", "--port", "0")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("KeyMissing: '0.0.0.0' is reached by others than this machine") as unknown,
  })
  expect(await runMillrace(workspace.folder, "serve", "--port", "many")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      "option '--port' cannot be 'many': it is a whole number from 0 to 65535",
    ) as unknown,
  })
})
