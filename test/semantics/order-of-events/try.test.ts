import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { half, increment, note } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const handled = flow("handled", { input: Schema.Struct({ n: Schema.Number }) })
  .try(
    "safe",
    (b) => b.step("half", half, ({ input }) => input.n).step("more", increment, ({ half: halved }) => halved),
    {
      Odd: (b) => b.step("note", note, ({ error }) => `odd ${error.n}`),
      Negative: (b) => b.let("zero", () => 0),
    },
  )
  .returns(({ safe }) => safe)

const run = await meaningOf(handled, import.meta.filename)

const cases = [
  [4, 3, ["half 4", "increment 2"]],
  [3, "odd 3", ["half 3", "odd 3"]],
  [-1, 0, ["half -1"]],
] as const
for (const [n, output, done] of cases) {
  it(`comes to ${output} for ${n}`, async () => {
    const { exit, effects } = await run({ n })
    expect({ exit, effects }).toEqual({ exit: Exit.succeed(output), effects: done })
  })
}

it("tells the failure, then the handler it goes to, then what is in it", async () => {
  const { events } = await run({ n: 3 })
  expect(events.slice(2, 5)).toEqual([
    '0 step.failed safe.try.half attempt=1 durationMs=0 failure={"tag":"Odd","message":""}',
    '0 branch.taken safe branch="Odd"',
    '0 step.started safe.catch.Odd.note attempt=1 activity="note"',
  ])
})
