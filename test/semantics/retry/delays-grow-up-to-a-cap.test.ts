import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Refused, fails, flaky } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const growing = flow("growing", { input: Schema.Struct({ until: Schema.Number }) })
  .step("flaky", flaky, ({ input }) => input, {
    retry: { maximumAttempts: 6, initialInterval: "1 second", maximumInterval: "5 seconds" },
  })
  .returns(({ flaky }) => flaky)

export const constant = flow("constant")
  .step("bad", fails, () => 100, { retry: { initialInterval: "1 second", backoffCoefficient: 1 } })
  .returns(({ bad }) => bad)

it("waits 1, 2 and 4 seconds, and then never longer than the maximum", async () => {
  const run = await meaningOf(growing, import.meta.filename)
  const { exit, told } = await run({ until: 6 })
  expect(exit).toEqual(Exit.succeed(6))
  expect(told).toEqual([0, 1, 3, 7, 12, 17].map((second, index) => `${second * 1_000} attempt ${index + 1}`))
})

it("counts the wait from the end of an attempt, and makes three attempts unless it is told otherwise", async () => {
  const run = await meaningOf(constant, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "bad" })))
  expect(told.filter((line) => line.endsWith("starts"))).toEqual(["0 bad starts", "1100 bad starts", "2200 bad starts"])
})
