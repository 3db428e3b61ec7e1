import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { half, increment, note } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const decisions = flow("decisions", { input: Schema.Struct({ n: Schema.Number }) })
  .when(
    "sign",
    ({ input }) => input.n < 0,
    (b) => b.step("note", note, () => "negative"),
    (b) => b.let("text", () => "positive" as const),
  )
  .when(
    "tell",
    ({ input }) => input.n > 100,
    (b) => b.step("note", note, () => "large"),
  )
  .match("size", ({ input }) => (input.n > 100 ? "large" : input.n > 10 ? "medium" : "small"), {
    large: (b) => b.step("half", half, ({ input }) => input.n),
    medium: (b) => b.let("ten", () => 10),
    small: (b) => b.step("increment", increment, ({ input }) => input.n).returns(({ increment: more }) => more * 100),
  })
  .match(
    "parity",
    ({ input }) => (input.n % 2 === 0 ? "even" : String(input.n)),
    {
      even: (b) => b.let("is", () => true),
    },
    (b) => b.step("note", note, () => "odd").returns(() => false),
  )
  .returns(({ sign, tell, size, parity }) => ({ sign, tell: tell ?? "nothing", size, parity }))

const run = await meaningOf(decisions, import.meta.filename)

const cases = [
  [-4, { sign: "negative", tell: "nothing", size: -300, parity: true }],
  [3, { sign: "positive", tell: "nothing", size: 400, parity: false }],
  [12, { sign: "positive", tell: "nothing", size: 10, parity: true }],
  [200, { sign: "positive", tell: "large", size: 100, parity: true }],
] as const
for (const [n, output] of cases) {
  it(`goes its way for ${n}`, async () => {
    expect((await run({ n })).exit).toEqual(Exit.succeed(output))
  })
}

it("tells each branch before what is in it, and one that is skipped", async () => {
  const { events } = await run({ n: 3 })
  expect(events).toEqual([
    "0 execution.started",
    '0 branch.taken sign branch="otherwise"',
    "0 step.skipped tell",
    '0 branch.taken size branch="small"',
    '0 step.started size.small.increment attempt=1 activity="increment"',
    "0 step.completed size.small.increment attempt=1 durationMs=0",
    '0 branch.taken parity branch="otherwise"',
    '0 step.started parity.otherwise.note attempt=1 activity="note"',
    "0 step.completed parity.otherwise.note attempt=1 durationMs=0",
    "0 execution.completed durationMs=0",
  ])
})
