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
  .step("noted", note, ({ input }) => ({ text: input.text }), { timeout: "1 minute" })
  .human("fine", { form: Schema.Struct({ fine: Schema.Boolean }) })
  .signal("paid", { payload: Schema.Struct({ amount: Schema.Number }) })
  .returns(({ noted, paid }) => \`\${noted} \${paid.amount}\`)

export const slow = flow("slow", { input: Schema.Struct({ file: Schema.String }) })
  .step("waited", wait, ({ input }) => ({ file: input.file }), { timeout: "1 minute" })
  .step("noted", note, () => ({ text: "behind" }), { timeout: "1 minute" })
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
  const stop = async (): Promise<unknown> => {
    child.kill("SIGTERM")
    const [code] = (await exited) as [number]
    return code
  }
  return { url: /at (http:\S+)/.exec(said)?.[1] ?? "", stop, said: () => said }
}

/** What a task is answered with. */
interface Tasks {
  readonly items: ReadonlyArray<{ readonly token: string }>
}

test("'millrace serve' runs flows, 'millrace runs' steers them, and at SIGTERM steps in flight end", async () => {
  using workspace = makeWorkspace(files)
  const server = await startServer(workspace.folder, "--grace", "1 minute")
  expect(server.said()).toContain("serving 'shop', 'slow' at http://127.0.0.1:")
  const runs = (...given: ReadonlyArray<string>) => workspace.run("runs", ...given, "--url", server.url)

  expect(await runs("start", "shop", '{ "text": "tea" }', "--id", "s")).toEqual({
    code: 0,
    out: ["started s"],
    error: [],
  })
  expect((await runs("start", "shop", '{ "text": "coffee" }', "--id", "s")).error).toEqual([
    "millrace: execution 's' is known with another payload: give this one another id",
  ])
  const open = async (): Promise<Tasks> => JSON.parse((await runs("tasks", "--json")).out[0] ?? "") as Tasks
  await expect.poll(async () => (await open()).items.length, { timeout: 20_000 }).toBe(1)
  expect((await runs("tasks")).out[1]).toMatch(/^ {2}asked \S+(?: \S+ ago)?$/)
  const { token = "" } = (await open()).items[0] ?? {}
  expect(await runs("complete", token, '{ "fine": true }')).toMatchObject({ code: 0, out: ["answered"] })
  expect(await runs("signal", "s", "paid", '{ "amount": 3 }')).toMatchObject({ code: 0, out: ["sent 'paid' to s"] })
  const tailed = await runs("tail", "s")
  expect([tailed.code, tailed.out.map((line) => line.slice(14).replace(/after.*/, "after"))]).toEqual([
    0,
    [
      "shop  started",
      "noted  completed  after",
      "fine  task.completed  after",
      "paid  signal.received  after",
      "shop  completed  after",
    ],
  ])
  const shown = (await runs("show", "s")).out.join("\n")
  expect(shown).toMatch(/^s {2}shop {2}completed\nstarted .* took .*\ninput {3}\{"text":"tea"\}\noutput {2}"tea 3"\n/)
  expect(shown).toMatch(/^noted +completed {2}\+.* {2}"tea"$/m)
  expect(await runs("show", "t")).toEqual({ code: 1, out: [], error: ["millrace: there is no execution 't'"] })

  await runs("start", "slow", '{ "file": "end" }', "--id", "a")
  await expect.poll(async () => (await runs("show", "a")).out[0], { timeout: 20_000 }).toBe("a  slow  running")
  const stopped = server.stop()
  await expect.poll(server.said, { timeout: 20_000 }).toContain("ending: steps in flight have 60 s")
  workspace.write("end", "")
  expect(await stopped).toBe(0)
  expect(await runs("list")).toMatchObject({ code: 1, out: [] })

  // Nobody serves it any more.
  const read = (...given: ReadonlyArray<string>) => workspace.run("runs", ...given, "--journal", "millrace.db")
  const left = (await read("show", "a")).out.join("\n")
  expect(left).toMatch(/^a {2}slow {2}ready\n/)
  expect(left).toMatch(/^waited +completed/m)
  expect(left).not.toContain("noted")
  expect((await read("list")).out.join("\n")).toMatch(/^s +shop +completed +/m)
  const exported = (await read("export", "--status", "completed")).out
  expect(exported.map((line): unknown => JSON.parse(line))).toMatchObject([{ id: "s", output: "tea 3" }])
  expect((await read("tail", "s")).out.at(-1)).toContain("shop  completed")
})

test("'millrace serve' builds nothing that it could not serve", async () => {
  using workspace = makeWorkspace(files)
  expect(await workspace.run("serve", "--host", "0.0.0.0")).toMatchObject({
    code: 2,
    error: expect.arrayContaining([expect.stringContaining("others reach '0.0.0.0', so set MILLRACE_KEY")]) as unknown,
  })
  for (const [option, value, sentence] of [
    ["--port", "many", "option '--port' cannot be 'many': it is a whole number from 0 to 65535"],
    ["--grace", "long", "option '--grace' cannot be 'long': write a length such as '30 seconds'"],
    ["--public-url", "here", "option '--public-url' cannot be 'here': write a URL such as 'https://flows.example.org'"],
  ]) {
    expect((await workspace.run("serve", option ?? "", value ?? "")).error).toContain(`millrace: ${sentence}`)
  }
})

const jobs = `import { schedule } from "@millrace/runtime/durable"
import { shop } from "./shop.runner.ts"

const input = { text: "tea" }
export const schedules = [schedule({ name: "often", cron: "* * * * * *", runner: shop, input, overlap: "allow" })]
`

test("'millrace serve' keeps to the schedules of a module, and says which there are", async () => {
  using workspace = makeWorkspace({ ...files, "jobs.ts": jobs })
  const server = await startServer(workspace.folder, "shop.flow.ts", "jobs.ts")
  await expect
    .poll(server.said, { timeout: 20_000 })
    .toMatch(/schedule 'often' starts 'shop' at '\* \* \* \* \* \*' \(UTC\), next 20/)
  const schedules = async (): Promise<unknown> => (await fetch(`${server.url}/schedules`)).json()
  await expect.poll(schedules, { timeout: 20_000, interval: 200 }).toMatchObject({
    items: [{ name: "often", workflow: "shop", last: { execution: expect.stringMatching(/^often@/) as unknown } }],
  })
  expect(await server.stop()).toBe(0)
})

test("'millrace serve' names the file and the schedule that it cannot keep to", async () => {
  using workspace = makeWorkspace({ ...files, "jobs.ts": jobs.replace("* * * * * *", "0 25 * * *") })
  expect(await runMillrace(workspace.folder, "serve", "--port", "0", "shop.flow.ts", "jobs.ts")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("millrace: jobs.ts: 'schedules' has 'often', whose cron '0 25 * * *'") as unknown,
  })
})

test("'millrace runs' says what it takes", async () => {
  using workspace = makeWorkspace({})
  for (const [given, sentence] of [
    [[], "'millrace runs' needs an action: the actions are list, show, tail, start"],
    [["lst"], "'millrace runs' has no action 'lst': did you mean 'list'?"],
    [["show"], "'millrace runs show' takes the id of an execution, but nothing is given"],
    [["cancel", "a", "b"], "'millrace runs cancel' takes the id of an execution, but 2 are given"],
    [["cancel", "a", "--journal", "x.db"], "option '--journal' is for 'millrace runs list', 'show', 'tail', 'export'"],
    [["list", "--status", "done"], "option '--status' cannot be 'done'"],
    [["list", "--journal", "x.db", "--key", "k"], "options '--journal' and '--key' exclude each other"],
    [["start", "shop", "{"], "'{' is not JSON"],
    [["list", "--journal", "x.db"], "is not there: see that its path is right"],
  ] as const) {
    expect((await workspace.run("runs", ...given)).error[0]).toContain(sentence)
  }
})
