import { flow } from "@millrace/dsl"
import { DeadlineExceeded } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Odd, half, note, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const continued = flow("continued", { input: Schema.Struct({ n: Schema.Number }) })
  .step("half", half, ({ input }) => input.n, {
    onFailure: "continue",
    retry: { maximumAttempts: 2, initialInterval: 100 },
  })
  .step("after", note, ({ half: result }) => result._tag)
  .returns(({ half: result }) => result)

export const impatient = flow("impatient", { input: Schema.Struct({ ms: Schema.Number }) })
  .step("slow", works, ({ input }) => input.ms, {
    onFailure: "continue",
    timeout: 100,
    deadline: 250,
    retry: { maximumAttempts: 2, initialInterval: 100 },
  })
  .returns(({ slow }) => slow)

const run = await meaningOf(continued, import.meta.filename)

it("gives a success", async () => {
  expect((await run({ n: 4 }, { durable: "otherwise" })).exit).toEqual(Exit.succeed(Result.succeed(2)))
})

it("gives the failure after all attempts, and goes on", async () => {
  const { exit, told } = await run({ n: 3 }, { durable: "otherwise" })
  expect(exit).toEqual(Exit.succeed(Result.fail(new Odd({ n: 3 }))))
  expect(told).toEqual(["0 half 3", "100 half 3", "100 Failure"])
})

it("gives the timeout of the last attempt, or the deadline of all of them", async () => {
  const runImpatient = await meaningOf(impatient, import.meta.filename)
  const { exit, endedMs } = await runImpatient({ ms: 1_000 }, { durable: "otherwise" })
  expect(exit).toEqual(Exit.succeed(Result.fail(new DeadlineExceeded({ path: "slow", deadlineMs: 250 }))))
  expect(endedMs).toBe(250)
  expect((await runImpatient({ ms: 10 }, { durable: "otherwise" })).exit).toEqual(Exit.succeed(Result.succeed(10)))
})
