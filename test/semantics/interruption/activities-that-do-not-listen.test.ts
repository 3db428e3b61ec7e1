import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { deaf, settles, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const leaving = flow("leaving")
  .try("safe", (b) => b.step("deaf", deaf, () => 100, { timeout: 10 }), {
    StepTimeout: (b) => b.let("late", () => -1),
  })
  .step("after", works, ({ safe }) => 200 + safe)
  .returns(({ after }) => after)

export const rejecting = flow("rejecting")
  .try("safe", (b) => b.step("late", settles, () => ({ ms: 100, ending: "rejects" as const }), { timeout: 10 }), {
    StepTimeout: (b) => b.let("late", () => -1),
  })
  .step("after", works, () => 200)
  .returns(({ safe }) => safe)

it("leaves behind a promise that cannot hear, and goes on", async () => {
  const run = await meaningOf(leaving, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.succeed(199))
  expect(told).toEqual(["0 safe.try.deaf starts", "10 after starts", "100 safe.try.deaf ends", "209 after ends"])
})

it("swallows what such a promise rejects with later", async () => {
  const unhandled: Array<unknown> = []
  const listen = (reason: unknown): void => void unhandled.push(reason)
  process.on("unhandledRejection", listen)
  const run = await meaningOf(rejecting, import.meta.filename)
  const { exit, told } = await run()
  process.off("unhandledRejection", listen)
  expect(exit).toEqual(Exit.succeed(-1))
  expect(told).toEqual(["0 safe.try.late starts", "10 after starts", "100 safe.try.late rejects", "210 after ends"])
  expect(unhandled).toEqual([])
})
