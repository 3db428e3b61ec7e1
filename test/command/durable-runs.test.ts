import { mkdtempSync, rmSync } from "node:fs"
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

test("a workflow that waits for calls from outside is not run here", async () => {
  const hook = interpret(
    flow("hook", { input, durable: true })
      .webhook("paid", {
        payload: Schema.String,
        announce: activity("announce", async (_given: { readonly url: string }) => undefined),
        map: (_scope, url) => ({ url }),
      })
      .returns(({ paid }) => paid),
  )
  // What it needs is what is asked about.
  expect(await ran(hook as unknown as DurableRunner, {})).toEqual({
    code: 1,
    out: "",
    said: [
      "workflow 'hook' waits for calls from outside, and their address has to outlive this process: use 'millrace serve'",
    ],
    calls: [],
  })
})
