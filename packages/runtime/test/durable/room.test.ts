import { activity, decodeWith, mailbox, runner, signal, step } from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { FaultHook } from "@millrace/runtime/journal"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { newExecution } from "../../src/journal/suite/samples.ts"

const Paid = Schema.Struct({ amount: Schema.Number })
const paidSignal = signal("paid", { payload: Paid })
const paid = runner({
  plan: { name: "paid", digest: "paid", steps: [{ path: "paid", kind: "signal" }] },
  signals: mailbox({ paid: Paid }),
  *body(at) {
    return (yield* paidSignal(at)).amount
  },
})

it("gives the room of executions that rest to those that wait for it, however long they may rest", async () => {
  await using engine = await Engine.open({
    journal: memoryStore().open(),
    runners: [paid],
    maximumExecutions: 2,
    setAsideAfterMs: 600_000,
  })
  const ids = Array.from({ length: 7 }, (_, index) => `execution-${index}`)
  const executions = await Promise.all(ids.map((id) => engine.start(paid, undefined, { id })))
  const waiting = async (): Promise<number> => (await engine.list({ status: "waiting" })).items.length
  // Two of them may rest in memory.
  while ((await waiting()) < 5) await new Promise((resolve) => setTimeout(resolve, 1))
  await Promise.all(ids.map((id, amount) => engine.signal(id, "paid", { amount })))
  expect(await Promise.all(executions.map((execution) => execution.result()))).toEqual([0, 1, 2, 3, 4, 5, 6])
})

it("begins nothing before what has waited for its turn", async () => {
  const begun: Array<string> = []
  const gates = new Map<string, () => void>()
  const pass = activity("pass", (name: string) => {
    begun.push(name)
    return new Promise<string>((resolve) => gates.set(name, () => resolve(name)))
  })
  const passStep = step("pass", pass)
  const passing = runner({
    plan: { name: "passing", digest: "passing", steps: [] },
    input: decodeWith(Schema.String),
    *body(at, { input }) {
      return yield* passStep(at, input)
    },
  })
  await using engine = await Engine.open({ journal: memoryStore().open(), runners: [passing], maximumExecutions: 1 })
  const first = await engine.start(passing, "first")
  const second = await engine.start(passing, "second")
  const urgent = await engine.start(passing, "urgent", { priority: 9 })
  for (const { name, execution } of [
    { name: "first", execution: first },
    { name: "urgent", execution: urgent },
    { name: "second", execution: second },
  ]) {
    while (!gates.has(name)) await new Promise((resolve) => setTimeout(resolve, 1))
    const status = async (id: string): Promise<string> => (await engine.read(id)).status
    expect(await status(execution.id)).toBe("running")
    gates.get(name)?.()
    expect(await execution.result()).toBe(name)
  }
  expect(begun).toEqual(["first", "urgent", "second"])
})

it("begins what is ready though the journal could not be written when it was looked for", async () => {
  const plain = runner({
    plan: { name: "plain", digest: "plain", steps: [] },
    *body() {
      return yield* Effect.succeed(3)
    },
  })
  const store = memoryStore()
  await store.open().start(newExecution("a", { workflow: "plain", digest: "plain", input: undefined }))
  const problems: Array<unknown> = []
  const refusal = new Error("no space")
  const fault: FaultHook = ({ operation }) => {
    if (operation !== "claim" || problems.length > 0) return undefined
    return { kind: "fail", error: refusal }
  }
  await using engine = await Engine.open({
    journal: store.open({ fault }),
    runners: [plain],
    onError: (problem) => problems.push(problem),
  })
  expect(await engine.result("a")).toBe(3)
  expect(problems).toEqual([refusal])
})
