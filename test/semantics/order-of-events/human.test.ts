import { flow } from "@millrace/dsl"
import { DeadlineExceeded, InvalidAnswer } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { increment } from "../activities.ts"
import { answering } from "../running/answering.ts"
import { meaningOf } from "../running/meaning.ts"

const Approval = Schema.Struct({ approved: Schema.Boolean, amount: Schema.NumberFromString })

export const approvals = flow("approvals", { input: Schema.Struct({ items: Schema.Array(Schema.Number) }) })
  .forEach(
    "asked",
    ({ input }) => input.items,
    (b) =>
      b.human("approve", {
        form: Approval,
        show: ({ item, index }) => ({ item, index }),
        deadline: "2 seconds",
        onDeadline: (d) =>
          d.step("late", increment, ({ item }) => item).returns(({ late }) => ({ approved: false, amount: late })),
      }),
    { concurrency: 2, key: (item) => `n${item}` },
  )
  .human("final", { form: Approval, deadline: "1 minute", assignees: ["ada", "grace"] })
  .returns(({ asked, final }) => ({ asked, final }))

const run = await meaningOf(approvals, import.meta.filename)
const yes = { approved: true, amount: "7" }

it("waits for answers, and escalates those that do not come in time", async () => {
  const provide = answering({
    "asked[n1].approve": { answer: yes, afterMs: 1_000 },
    "asked[n3].approve": { answer: { approved: false, amount: "0" }, afterMs: 500 },
    final: { answer: yes, afterMs: 0 },
  })
  const { exit, told, events } = await run({ items: [1, 2, 3] }, { provide })
  expect(exit).toEqual(
    Exit.succeed({
      asked: [
        { approved: true, amount: 7 },
        { approved: false, amount: 3 },
        { approved: false, amount: 0 },
      ],
      final: { approved: true, amount: 7 },
    }),
  )
  expect(told).toEqual(["2000 increment 2"])
  expect(events.filter((event) => /n2|final/.test(event))).toEqual([
    "0 step.started asked[n2].approve attempt=1",
    "0 task.opened asked[n2].approve assignees=[] deadlineMs=2000",
    "0 step.waiting asked[n2].approve attempt=1",
    '2000 branch.taken asked[n2].approve branch="onDeadline"',
    '2000 step.started asked[n2].approve.onDeadline.late attempt=1 activity="increment"',
    "2000 step.completed asked[n2].approve.onDeadline.late attempt=1 durationMs=0",
    "2000 step.completed asked[n2].approve attempt=1 durationMs=2000",
    "2000 step.started final attempt=1",
    '2000 task.opened final assignees=["ada","grace"] deadlineMs=60000',
    "2000 step.waiting final attempt=1",
    "2000 task.completed final durationMs=0",
    "2000 step.completed final attempt=1 durationMs=0",
  ])
})

it("fails with an answer that does not fit", async () => {
  const provide = answering({ final: { answer: { approved: true }, afterMs: 0 } })
  const { exit } = await run({ items: [] }, { provide })
  expect(exit).toEqual(
    Exit.fail(new InvalidAnswer({ path: "final", issues: [{ path: ["amount"], message: "missing" }] })),
  )
})

it("fails when the answer does not come in time and nothing else is to be done", async () => {
  const { exit, events } = await run({ items: [] }, { provide: answering({}) })
  expect(exit).toEqual(Exit.fail(new DeadlineExceeded({ path: "final", deadlineMs: 60_000 })))
  expect(events.slice(-2).map((event) => event.split(" ").slice(0, 3).join(" "))).toEqual([
    "60000 step.failed final",
    "60000 execution.failed durationMs=60000",
  ])
})

it("takes the task back when the execution is cancelled", async () => {
  const { events } = await run({ items: [] }, { provide: answering({}), cancelAtMs: 10 })
  expect(events.slice(-2)).toEqual([
    "10 step.cancelled final attempt=1 durationMs=10",
    "10 execution.cancelled durationMs=10",
  ])
})
