import { activity, flow } from "@millrace/dsl"
import { StepTimeout } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Negative, Odd, broken, half, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const final = flow("final", { input: Schema.Struct({ n: Schema.Number }) })
  .step("half", half, ({ input }) => input.n, {
    retry: { maximumAttempts: 3, initialInterval: 10, nonRetryable: ["Negative"] },
  })
  .returns(({ half: halved }) => halved)

const hurried = activity("hurried", {
  timeout: 50,
  retry: { maximumAttempts: 3, nonRetryable: ["StepTimeout"] },
  run: (ms: number, context) => works.run(ms, context),
})

export const late = flow("late")
  .step("slow", hurried, () => 100)
  .returns(({ slow }) => slow)

export const defective = flow("defective")
  .step("broken", broken, () => "no", { retry: { maximumAttempts: 3, initialInterval: 10 } })
  .returns(({ broken: given }) => given)

export const stubborn = flow("stubborn")
  .step("broken", broken, () => "no", { retry: { maximumAttempts: 3, initialInterval: 10, retryDefects: true } })
  .returns(({ broken: given }) => given)

it("retries a failure that is not named", async () => {
  const run = await meaningOf(final, import.meta.filename)
  const { exit, effects } = await run({ n: 3 })
  expect({ exit, effects }).toEqual({
    exit: Exit.fail(new Odd({ n: 3 })),
    effects: ["half 3", "half 3", "half 3"],
  })
})

it("does not retry one that is named", async () => {
  const run = await meaningOf(final, import.meta.filename)
  const { exit, effects } = await run({ n: -3 })
  expect({ exit, effects }).toEqual({ exit: Exit.fail(new Negative({ n: -3 })), effects: ["half -3"] })
})

it("does not retry a timeout that is named", async () => {
  const run = await meaningOf(late, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.fail(new StepTimeout({ path: "slow", attempt: 1, timeoutMs: 50 })))
  expect(told).toEqual(["0 slow starts", "50 slow is interrupted"])
})

it("does not retry a defect", async () => {
  const run = await meaningOf(defective, import.meta.filename)
  expect((await run()).effects).toEqual(["broken"])
})

it("retries a defect where the policy says so, and ends with the last one", async () => {
  const run = await meaningOf(stubborn, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toMatchObject({ cause: { reasons: [{ defect: { _tag: "ActivityDefect", attempt: 3 } }] } })
  expect(told).toEqual(["0 broken", "10 broken", "30 broken"])
})
