import { flow } from "@millrace/dsl"
import { DeadlineExceeded, ExecutionEnded, InvalidPayload, UnknownSignal } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { works } from "../activities.ts"
import { bothOf } from "../running/both.ts"
import { eventLine, meaningOf } from "../running/meaning.ts"

const Paid = Schema.Struct({ amount: Schema.NumberFromString })

export const waiting = flow("waiting", { input: Schema.Struct({ ms: Schema.Number }) })
  .step("before", works, ({ input }) => input.ms)
  .signal("paid", { payload: Paid })
  .returns(({ paid }) => paid.amount)

export const rounds = flow("rounds")
  .loop("rounds", {
    initial: () => [] as ReadonlyArray<number>,
    body: (b) => b.signal("paid", { payload: Paid }).returns(({ state, paid }) => [...state, paid.amount]),
    until: (state) => state.length === 2,
    max: 2,
  })
  .returns(({ rounds }) => rounds)

export const twins = flow("twins")
  .parallel({
    a: (b) => b.signal("paid", { payload: Paid }),
    b: (b) => b.signal("paid", { payload: Paid }),
  })
  .returns(({ a, b }) => [a.amount, b.amount])

export const due = flow("due", { input: Schema.Struct({ escalates: Schema.Boolean }) })
  .when(
    "either",
    ({ input }) => input.escalates,
    (b) =>
      b.signal("paid", {
        payload: Paid,
        deadline: 100,
        onDeadline: (d) => d.step("late", works, () => 20).returns(({ late }) => ({ amount: late })),
      }),
    (b) => b.signal("owed", { payload: Paid, deadline: 100 }),
  )
  .returns(({ either }) => either.amount)

const both = await bothOf(waiting, import.meta.filename)

/** Says whether a message was accepted, or how it was refused. */
const answerTo = (sent: Promise<void>): Promise<unknown> =>
  sent.then(
    () => "accepted",
    (error: unknown) => error,
  )

it("gives the decoded message that comes while it waits", async () => {
  const found = await both(async (runner, { time }) => {
    const execution = runner.provide(time.layer).start({ ms: 0 })
    await time.goTo(10)
    const answer = await answerTo(execution.signal("paid", { amount: "7" }))
    return { answer, exit: await execution.exit() }
  })
  expect(found).toEqual({ answer: "accepted", exit: Exit.succeed(7) })
})

it("checks and keeps a message that comes before it waits", async () => {
  const found = await both(async (runner, { time }) => {
    const execution = runner.provide(time.layer).start({ ms: 50 })
    const wrong = await answerTo(execution.signal("paid", { amount: 7 }))
    const right = await answerTo(execution.signal("paid", { amount: "7" }))
    await time.goTo(60)
    return { wrong, right, exit: await execution.exit() }
  })
  expect(found).toEqual({ wrong: expect.any(InvalidPayload), right: "accepted", exit: Exit.succeed(7) })
})

it("refuses a wrong message to its sender, and waits on", async () => {
  const found = await both(async (runner, { time }) => {
    const execution = runner.provide(time.layer).start({ ms: 0 })
    await time.goTo(1)
    const wrong = await answerTo(execution.signal("paid", { amount: 7 }))
    const right = await answerTo(execution.signal("paid", { amount: "8" }))
    return { wrong, right, exit: await execution.exit() }
  })
  const issues = [{ path: ["amount"], message: "expected string, found 7" }]
  expect(found).toEqual({
    wrong: new InvalidPayload({ signal: "paid", issues }),
    right: "accepted",
    exit: Exit.succeed(8),
  })
})

it("refuses a message to a name that is no signal, and any message after the end", async () => {
  const found = await both(async (runner, { time }) => {
    const execution = runner.provide(time.layer).start({ ms: 10 }, { executionId: "e" })
    const unknown = await answerTo(execution.signal("before", { amount: "7" }))
    void answerTo(execution.signal("paid", { amount: "7" }))
    await time.goTo(20)
    await execution.exit()
    return [unknown, await answerTo(execution.signal("paid", { amount: "7" }))]
  })
  expect(found).toEqual([expect.any(UnknownSignal), expect.any(ExecutionEnded)])
})

it("gives each iteration of a loop the next message, or the one with its path", async () => {
  const bothRounds = await bothOf(rounds, import.meta.filename)
  const exits = await bothRounds(async (runner, { time }) => {
    const inOrder = runner.provide(time.layer).start()
    await Promise.all([inOrder.signal("paid", { amount: "1" }), inOrder.signal("paid", { amount: "2" })])
    const byPath = runner.provide(time.layer).start()
    const sent = [byPath.signal("rounds[2].paid", { amount: "2" }), byPath.signal("rounds[1].paid", { amount: "1" })]
    await Promise.all(sent)
    return [await inOrder.exit(), await byPath.exit()]
  })
  expect(exits).toEqual([Exit.succeed([1, 2]), Exit.succeed([1, 2])])
})

it("needs the path where several steps have the name", async () => {
  const bothTwins = await bothOf(twins, import.meta.filename)
  const found = await bothTwins(async (runner, { time }) => {
    const execution = runner.provide(time.layer).start()
    await time.settle()
    const unclear = await answerTo(execution.signal("paid", { amount: "1" }))
    await execution.signal("b.paid", { amount: "2" })
    await execution.signal("a.paid", { amount: "1" })
    return [unclear, await execution.exit()]
  })
  expect(found).toEqual([expect.any(UnknownSignal), Exit.succeed([1, 2])])
})

it("fails at its deadline, or goes another way", async () => {
  const run = await meaningOf(due, import.meta.filename)
  expect((await run({ escalates: false })).exit).toEqual(
    Exit.fail(new DeadlineExceeded({ path: "either.otherwise.owed", deadlineMs: 100 })),
  )
  const { exit, told, events } = await run({ escalates: true })
  expect(exit).toEqual(Exit.succeed(20))
  expect(told[0]).toBe("100 either.then.paid.onDeadline.late starts")
  expect(events.slice(2)).toEqual([
    "0 step.waiting either.then.paid attempt=1",
    '100 branch.taken either.then.paid branch="onDeadline"',
    '100 step.started either.then.paid.onDeadline.late attempt=1 activity="works"',
    "120 step.completed either.then.paid.onDeadline.late attempt=1 durationMs=20",
    "120 step.completed either.then.paid attempt=1 durationMs=120",
    "120 execution.completed durationMs=120",
  ])
})

it("tells what it waits for and what it received, in order", async () => {
  const events = await both(async (runner, { time }) => {
    const lines: Array<string> = []
    const onEvent: Parameters<typeof runner.effect>[1] = {
      executionId: "execution",
      onEvent: (event) => void lines.push(eventLine(event).replace(/ durationMs=\S+/, "")),
    }
    const execution = runner.provide(time.layer).start({ ms: 0 }, onEvent)
    await time.goTo(1)
    await execution.signal("paid", { amount: "1" })
    await execution.exit()
    return lines
  })
  expect(events.slice(3)).toEqual([
    "step.waiting paid attempt=1",
    'signal.received paid signal="paid"',
    "step.completed paid attempt=1",
    "execution.completed",
  ])
})
