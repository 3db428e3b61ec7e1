import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Odd, half } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const unhandled = flow("unhandled", { input: Schema.Struct({ n: Schema.Number }) })
  .try("safe", (b) => b.step("half", half, ({ input }) => input.n), {
    Negative: (b) => b.step("half", half, ({ error }) => -error.n),
  })
  .returns(({ safe }) => safe)

const run = await meaningOf(unhandled, import.meta.filename)

it("lets a failure pass that no handler is for", async () => {
  expect((await run({ n: 3 })).exit).toEqual(Exit.fail(new Odd({ n: 3 })))
})

it("fails with what the handler fails with, and not through itself again", async () => {
  const { exit, effects } = await run({ n: -3 })
  expect({ exit, effects }).toEqual({ exit: Exit.fail(new Odd({ n: 3 })), effects: ["half -3", "half 3"] })
  expect((await run({ n: -4 })).exit).toEqual(Exit.succeed(2))
})
