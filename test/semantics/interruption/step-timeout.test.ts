import { flow } from "@millrace/dsl"
import { StepTimeout } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { listens, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const limited = flow("limited", {
  input: Schema.Struct({ ms: Schema.Number, all: Schema.Number }),
  timeout: "10 seconds",
})
  .step("quick", works, ({ input }) => input.ms, {
    timeout: "1 second",
    retry: { maximumAttempts: 2, initialInterval: 0 },
  })
  .step("long", works, ({ input }) => input.all)
  .returns(({ long }) => long)

export const tidied = flow("tidied")
  .step("tidy", listens, () => ({ ms: 400, tidyMs: 50 }), { timeout: 100 })
  .returns(({ tidy }) => tidy)

const run = await meaningOf(limited, import.meta.filename)

it("leaves alone what is in time", async () => {
  expect((await run({ ms: 200, all: 900 })).exit).toEqual(Exit.succeed(900))
})

it("interrupts each attempt, and fails with the last one's timeout after the attempts it may make", async () => {
  const { exit, told } = await run({ ms: 2_000, all: 1 })
  expect(exit).toEqual(Exit.fail(new StepTimeout({ path: "quick", attempt: 2, timeoutMs: 1_000 })))
  expect(told).toEqual([
    "0 quick starts",
    "1000 quick is interrupted",
    "1000 quick starts",
    "2000 quick is interrupted",
  ])
})

it("waits for the cleanup before it fails", async () => {
  const runTidied = await meaningOf(tidied, import.meta.filename)
  const { exit, told, endedMs } = await runTidied()
  expect(exit).toEqual(Exit.fail(new StepTimeout({ path: "tidy", attempt: 1, timeoutMs: 100 })))
  expect({ told, endedMs }).toEqual({
    told: ["0 tidy starts", "100 tidy hears", "150 tidy has tidied up"],
    endedMs: 150,
  })
})
