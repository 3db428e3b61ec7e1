import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PassThrough } from "node:stream"
import { activity, flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import type { DurableRunOptions } from "@millrace/runtime/command-line/durable"
import { runDurably } from "@millrace/runtime/command-line/durable"
import type { DurableRunner } from "@millrace/runtime/durable"
import { sqliteStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { afterEach, beforeEach, expect, test } from "vitest"

let folder = ""
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "millrace-durably-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

const calls: Array<string> = []
const work = activity("work", {
  timeout: "1 minute",
  run: async (text: string) => {
    calls.push(text)
    return text.toUpperCase()
  },
})

const input = Schema.Struct({ text: Schema.String })
const shout = interpret(
  flow("shout", { input, durable: true })
    .step("loud", work, ({ input: { text } }) => text)
    .returns(({ loud }) => loud),
)
/** The same name, and another step. */
const other = interpret(
  flow("shout", { input, durable: true })
    .step("louder", work, ({ input: { text } }) => text)
    .returns(({ louder }) => louder),
)

/** What a run has written, without times, and its exit code. */
async function ran(runner: DurableRunner, options: Partial<DurableRunOptions>, typed = ""): Promise<unknown> {
  calls.length = 0
  const [stdin, stderr] = [new PassThrough(), new PassThrough()]
  const [out, said]: [Array<string>, Array<string>] = [[], []]
  stderr.on("data", (text: Buffer) => said.push(text.toString()))
  stdin.end(typed)
  const code = await runDurably(runner, {
    journal: join(folder, "j.db"),
    journalName: "j.db",
    input: { text: "hey" },
    streams: { input: stdin, output: { write: (text) => out.push(text) }, progress: stderr },
    ...options,
  })
  const lines = said
    .join("")
    .split("\n")
    .filter((line) => /^\S.*'|^[A-Z]/.test(line))
  return { code, out: out.join(""), said: lines.map((line) => line.replace(folder, "")), calls: [...calls] }
}

test("an execution with an id runs once, whoever asks for it again is told the same", async () => {
  const first = { code: 0, out: '"HEY"\n', said: ["execution 'a' begins in 'j.db'"], calls: ["hey"] }
  const again = { code: 0, out: '"HEY"\n', said: ["execution 'a' has ended before in 'j.db'"], calls: [] }
  expect(await ran(shout, { id: "a" })).toEqual(first)
  expect(await ran(shout, { id: "a" })).toEqual(again)
  expect(await ran(shout, { id: "a", input: undefined })).toEqual(again)
  expect(await ran(shout, { id: "a", input: { text: "ho" } })).toEqual({
    code: 1,
    out: "",
    said: ["PayloadMismatch: execution 'a' is known with another payload: give this one another id"],
    calls: [],
  })
})

test("without an id what has ended is done again, as another execution", async () => {
  expect(await ran(shout, {})).toMatchObject({
    code: 0,
    said: [expect.stringMatching(/^execution 'shout-\w{8}' begins/)],
  })
  expect(await ran(shout, {})).toMatchObject({ code: 0, calls: ["hey"] })
})

test("code that cannot go on with an execution says why, and the right code goes on", async () => {
  const asking = interpret(
    flow("shout", { input, durable: true })
      .step("loud", work, ({ input: { text } }) => text)
      .human("fine", { form: Schema.Struct({ by: Schema.String }) })
      .returns(({ loud, fine }) => `${loud} ${fine.by}`),
  )
  expect(await ran(asking, {})).toMatchObject({ code: 1, calls: ["hey"] })
  expect(await ran(other, {})).toEqual({
    code: 1,
    out: "",
    said: [
      expect.stringMatching(/^execution 'shout-\w+' goes on in 'j.db'$/),
      expect.stringMatching(/^execution 'shout-\w+' is suspended: .*at 'loud' the code .*$/),
      "Put the code back that it began with, and run the same command again; or begin another one with '--id'.",
    ],
    calls: [],
  })
  expect(await ran(asking, {}, "Ada\n")).toMatchObject({ code: 0, out: '"HEY Ada"\n', calls: [] })
})

test("a question is asked again until the answer fits, and answered from a file where there is one", async () => {
  const asking = interpret(
    flow("ask", { input, durable: true })
      .human("age", { form: Schema.Struct({ years: Schema.Int.check(Schema.isGreaterThan(17)) }) })
      .returns(({ age }) => age.years),
  )
  expect(await ran(asking, { id: "a" }, "7\n18\n")).toMatchObject({ code: 0, out: "18\n" })
  expect(await ran(asking, { id: "b", answers: join(folder, "none.json") })).toMatchObject({
    code: 1,
    said: [expect.anything(), expect.stringMatching(/^AnswersUnreadable: /)],
  })
})

test("a failure of the workflow ends with 1, and again when it is asked for", async () => {
  const failing = interpret(
    flow("fail", { input, durable: true })
      .step(
        "bad",
        activity("bad", async (): Promise<number> => Promise.reject(new Error("no"))),
        () => undefined,
      )
      .returns(({ bad }) => bad),
  )
  const first = await ran(failing, { id: "a" })
  expect(first).toMatchObject({ code: 1, out: "" })
  expect(await ran(failing, { id: "a" })).toMatchObject({
    code: 1,
    said: [expect.stringContaining("ended before"), expect.stringContaining("no")],
  })
})

test("a journal that another process has is named, with what to do", async () => {
  const store = sqliteStore({ file: join(folder, "j.db") })
  await store.list({})
  try {
    expect(await ran(shout, {})).toMatchObject({
      code: 1,
      said: [expect.stringMatching(/^StoreInUse: store '\/j.db' is in use by process \d+/)],
    })
  } finally {
    await store.close()
  }
})

const urls: Array<string> = []
const hook = interpret(
  flow("hook", { input, durable: true })
    .webhook("paid", {
      payload: Schema.String,
      announce: activity("announce", async ({ url }: { readonly url: string }) => {
        urls.push(url)
      }),
      map: (_scope, url) => ({ url }),
    })
    .returns(({ paid }) => paid),
)
const runHook = (options: Partial<DurableRunOptions>) => ran(hook, options)
const call = (url: string, payload: string) => fetch(url, { method: "POST", body: JSON.stringify(payload) })

/** Runs it until it waits for a call, and interrupts it then. */
async function interruptedHook(id: string): Promise<unknown> {
  const running = runHook({ id })
  await expect.poll(() => urls.length, { timeout: 10_000 }).toBe(1)
  process.emit("SIGINT")
  return running
}

test("a webhook is called where it was announced, also after the process that has announced it", async () => {
  urls.length = 0
  expect(await interruptedHook("a")).toMatchObject({ code: 130, out: "" })
  const [url = ""] = urls
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)
  await expect(call(url, "early")).rejects.toThrow()
  const running = runHook({ id: "a" })
  const called = async (): Promise<number> => (await call(url, "now").catch(() => undefined))?.status ?? 0
  await expect.poll(called, { timeout: 10_000 }).toBe(200)
  expect(await running).toMatchObject({ code: 0, out: '"now"\n' })
  expect(urls).toEqual([url])
})

test("an address that was announced and is taken ends the command with the reason", async () => {
  urls.length = 0
  await interruptedHook("a")
  const { port } = new URL(urls[0] ?? "")
  const other = createServer().listen(Number(port), "127.0.0.1")
  await once(other, "listening")
  expect(await runHook({ id: "a" })).toMatchObject({
    code: 1,
    said: [
      `AddressTaken: calls that 'j.db' waits for come to port ${port} of this machine, which another process has: end that, and run the same command again`,
    ],
  })
  other.close()
})

test("an address that nobody has been told of is another one when it is taken", async () => {
  urls.length = 0
  const first = runHook({ id: "a" })
  await expect.poll(() => urls.length, { timeout: 10_000 }).toBe(1)
  expect((await call(urls[0] ?? "", "one")).status).toBe(200)
  await first
  const { port } = new URL(urls[0] ?? "")
  const other = createServer().listen(Number(port), "127.0.0.1")
  await once(other, "listening")
  const second = runHook({ id: "b" })
  await expect.poll(() => urls.length, { timeout: 10_000 }).toBe(2)
  expect(new URL(urls[1] ?? "").port).not.toBe(port)
  expect((await call(urls[1] ?? "", "two")).status).toBe(200)
  expect(await second).toMatchObject({ code: 0, out: '"two"\n' })
  other.close()
})
