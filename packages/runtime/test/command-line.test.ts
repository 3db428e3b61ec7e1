import { mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PassThrough } from "node:stream"
import { activity, decodeWith, human, parallel, runner, step } from "@millrace/runtime/runner"
import { formatDuration, progressLine, runFromCommandLine, showProgress } from "@millrace/runtime/command-line"
import type { CommandLineOptions, CommandLineRunner } from "@millrace/runtime/command-line"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"

const plan = { name: "order", digest: "0123456789abcdef", steps: [] } as const
const Form = Schema.Struct({ approved: Schema.Boolean, by: Schema.String })
const review = human("review", { form: Form })
const double = step(
  "double",
  activity("double", (n: number) => n * 2),
)

const order = runner({
  plan,
  input: decodeWith(Schema.Struct({ amount: Schema.Number })),
  *body(at, { input }) {
    const amount = yield* double(at, input.amount)
    const decision = yield* review(at, { amount })
    return { amount, ...decision }
  },
})

/** Runs a runner with typed lines, and gives all that was written. */
async function command(
  ran: CommandLineRunner,
  { typed, ...options }: Partial<CommandLineOptions> & { typed?: string },
) {
  const input = new PassThrough()
  if (typed !== undefined) input.end(typed)
  const output: Array<string> = []
  const progress = new PassThrough()
  const shown: Array<string> = []
  progress.on("data", (chunk: Buffer) => shown.push(chunk.toString()))
  const streams = { input, output: { write: (text: string) => void output.push(text) }, progress }
  const code = await runFromCommandLine(ran, { input: { amount: 21 }, streams, ...options })
  return { code, output: output.join(""), shown: shown.join("").replaceAll(/[\d.]+ ms/g, "N ms") }
}

describe("a run from the command line", () => {
  it("asks in the terminal, again after wrong answers, and prints the output as JSON", async () => {
    const { code, output, shown } = await command(order, { typed: "perhaps\nyes\n\nAda\n" })
    expect({ code, output: JSON.parse(output) }).toEqual({ code: 0, output: { amount: 42, approved: true, by: "Ada" } })
    expect(shown).toBe(
      [
        "order started",
        "  double completed in N ms",
        "  review waits",
        "",
        "'review' of workflow 'order' asks a person",
        "{ amount: 42 }",
        "  approved (yes/no):   'perhaps' is neither yes nor no",
        "  approved (yes/no):   by (text):   an answer is needed",
        "  by (text):   review completed in N ms",
        "order completed in N ms",
        "",
      ].join("\n"),
    )
  })

  it("asks all fields again when the whole does not fit the form", async () => {
    const Limits = Schema.Struct({ amount: Schema.Number.check(Schema.isLessThan(10)) })
    const limited = runner({ plan, body: (at) => human("limit", { form: Limits })(at) })
    const { code, output, shown } = await command(limited, { input: undefined, typed: "12\n8\n" })
    expect({ code, output: JSON.parse(output) }).toEqual({ code: 0, output: { amount: 8 } })
    expect(shown).toContain("answer.amount: expected a value less than 10, found 12")
  })

  it("asks tasks that are open at once one after another", async () => {
    const name = human("name", { form: Schema.String })
    const both = runner({ plan, body: (at) => parallel(at, { a: (at) => name(at), b: (at) => name(at) }) })
    const { code, output } = await command(both, { input: undefined, typed: "Ada\nGrace\n" })
    expect({ code, output: JSON.parse(output) }).toEqual({ code: 0, output: { a: "Ada", b: "Grace" } })
  })

  it("fails, and says so, when the input ends before the answers", async () => {
    const { code, output, shown } = await command(order, { typed: "yes\n" })
    expect({ code, output }).toEqual({ code: 1, output: "" })
    expect(shown).toMatch(/UnansweredTask: human task 'review' has no answer: the terminal's input has ended\n$/)
  })

  it("fails with the input's issues, and nothing has run", async () => {
    const { code, shown } = await command(order, { input: { amount: "many" } })
    expect({ code, shown }).toEqual({
      code: 1,
      shown:
        "order started\norder failed after N ms\n" +
        "InvalidInput: workflow 'order' cannot start: input.amount: expected number, found \"many\"\n",
    })
  })

  it("writes no command to the terminal that is hidden in names or failures", async () => {
    const nasty = step(
      "a\u001B[2J",
      activity("nasty", (): number => {
        throw new Error("\u001B]0;title\u0007")
      }),
    )
    const { shown } = await command(runner({ plan, body: (at) => nasty(at, undefined) }), { input: undefined })
    expect(shown.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u)
    expect(shown).toContain("a\uFFFD\\[2J failed")
  })

  it("prints null for no output, and big integers as text", async () => {
    const nothing = await command(runner({ plan, body: () => Effect.void }), { input: undefined })
    const big = await command(runner({ plan, body: () => Effect.succeed({ n: 10n ** 20n }) }), { input: undefined })
    expect([nothing.output, JSON.parse(big.output)]).toEqual(["null\n", { n: "100000000000000000000" }])
  })
})

describe("prepared answers", () => {
  const answersFile = async (text: string): Promise<string> => {
    const file = join(await mkdtemp(join(tmpdir(), "millrace-")), "answers.json")
    await writeFile(file, text)
    return file
  }

  it("are found by path, or else by name", async () => {
    const name = human("name", { form: Schema.String })
    const both = runner({ plan, body: (at) => parallel(at, { a: (at) => name(at), b: (at) => name(at) }) })
    const answers = await answersFile('{ "a.name": "Ada", "name": "Grace" }')
    const { code, output } = await command(both, { input: undefined, answers })
    expect({ code, output: JSON.parse(output) }).toEqual({ code: 0, output: { a: "Ada", b: "Grace" } })
  })

  it("that are missing are a defect that names the file, the path and the name", async () => {
    const answers = await answersFile("{}")
    const { code, shown } = await command(order, { answers })
    expect(code).toBe(1)
    expect(shown).toContain(
      `UnansweredTask: human task 'review' has no answer: '${answers}' has neither 'review' nor 'review'`,
    )
  })

  it("that do not fit the form are a typed failure", async () => {
    const answers = await answersFile('{ "review": { "approved": "yes", "by": "Ada" } }')
    const { code, shown } = await command(order, { answers })
    expect(code).toBe(1)
    expect(shown).toContain(
      "InvalidAnswer: the answer to 'review' does not fit its form: answer.approved: expected boolean, found \"yes\"",
    )
  })

  for (const [what, text] of [
    ["not JSON", "{"],
    ["no object", "[]"],
  ] as const) {
    it(`in a file that is ${what} are refused before anything runs`, async () => {
      const answers = await answersFile(text)
      const { code, shown } = await command(order, { answers })
      expect(code).toBe(1)
      expect(shown).toMatch(new RegExp(`^AnswersUnreadable: answers file '${answers}' cannot be used: `))
    })
  }

  it("in a file that does not exist are refused", async () => {
    const { code, shown } = await command(order, { answers: "/nowhere/answers.json" })
    expect(code).toBe(1)
    expect(shown).toContain("AnswersUnreadable: answers file '/nowhere/answers.json' cannot be used: ENOENT")
  })
})

describe("progress", () => {
  it("is live in a terminal: what runs is drawn below what has ended, and taken off at the end", async () => {
    const written: Array<string> = []
    const progress = showProgress({ isTTY: true, columns: 40, write: (text: string) => void written.push(text) })
    const base = { execution: "e", workflow: "order", version: undefined, digest: "d", time: Date.now() }
    progress.onEvent({ ...base, type: "step.started", path: "texts[page-1].ocr", attempt: 1 })
    progress.onEvent({ ...base, type: "step.started", path: "b", attempt: 2 })
    expect(written.join("").replaceAll(/[\d.]+ ms/g, "N ms")).toBe(
      "  · texts[page-1].ocr (N ms)\n\u001B[1A\u001B[J  · texts[page-1].ocr (N ms)\n  · b (N ms, attempt 2)\n",
    )
    written.length = 0
    progress.onEvent({ ...base, type: "step.completed", path: "b", attempt: 2, durationMs: 1234 })
    expect(written.join("").replaceAll(/[\d.]+ ms/g, "N ms")).toBe(
      "\u001B[2A\u001B[J  b completed in 1.2 s\n  · texts[page-1].ocr (N ms)\n",
    )
    written.length = 0
    progress.close()
    expect(written.join("")).toBe("\u001B[1A\u001B[J")
  })

  it("leaves the terminal to a question, and catches up after the answer", () => {
    const written: Array<string> = []
    const progress = showProgress({ isTTY: true, columns: 0, write: (text: string) => void written.push(text) })
    const base = {
      execution: "e",
      workflow: "order",
      version: undefined,
      digest: "d",
      time: Date.now(),
      path: "review",
    }
    progress.onEvent({ ...base, type: "step.waiting", attempt: 1 })
    expect(written.splice(0).join("")).toBe("  review waits\n")
    progress.onEvent({ ...base, type: "step.started", path: "a", attempt: 1 })
    progress.onEvent({ ...base, type: "step.completed", path: "a", attempt: 1, durationMs: 5 })
    expect(written).toEqual([])
    progress.onEvent({ ...base, type: "task.completed", durationMs: 5 })
    expect(written.splice(0).join("")).toBe("  a completed in 5 ms\n")
    progress.close()
  })

  it("says nothing of what is of no interest to someone who watches", () => {
    const base = { execution: "e", workflow: "order", version: undefined, digest: "d", time: 0, path: "l" }
    expect(progressLine({ ...base, type: "loop.iterated", iteration: 1 })).toBeUndefined()
  })
})

describe("a duration for people", () => {
  for (const [ms, text] of [
    [0.034, "0 ms"],
    [1.26, "1.3 ms"],
    [12.6, "13 ms"],
    [999, "999 ms"],
    [3_449, "3.4 s"],
    [59_999, "59.9 s"],
    [125_000, "2 min 5 s"],
    [7_260_000, "2 h 1 min"],
  ] as const) {
    it(`of ${ms} ms is '${text}'`, () => {
      expect(formatDuration(ms)).toBe(text)
    })
  }
})
