import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Odd, half, note } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const continued = flow("continued", { input: Schema.Struct({ n: Schema.Number }) })
  .step("half", half, ({ input }) => input.n, {
    onFailure: "continue",
    retry: { maximumAttempts: 2, initialInterval: 100 },
  })
  .step("after", note, ({ half: result }) => result._tag)
  .returns(({ half: result }) => result)

const run = await meaningOf(continued, import.meta.filename)

it("gives a success", async () => {
  expect((await run({ n: 4 })).exit).toEqual(Exit.succeed(Result.succeed(2)))
})

it("gives the failure after all attempts, and goes on", async () => {
  const { exit, told } = await run({ n: 3 })
  expect(exit).toEqual(Exit.succeed(Result.fail(new Odd({ n: 3 }))))
  expect(told).toEqual(["0 half 3", "100 half 3", "100 Failure"])
})
