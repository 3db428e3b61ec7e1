import { flow } from "@millrace/dsl"
import { cleanupFailures, ReleaseFailed } from "@millrace/runtime"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { bothOf } from "../running/both.ts"
import { meaningOf } from "../running/meaning.ts"
import { half, lamp, Odd, stuckDoor, works } from "../activities.ts"

export const leaving = flow("leaving", { input: Schema.Struct({ n: Schema.Number }) })
  .use("lit", lamp, (b) => b.use("open", stuckDoor, (d) => d.step("half", half, ({ input }) => input.n)))
  .returns(({ lit }) => lit)

export const waiting = flow("waiting")
  .use("open", stuckDoor, (b) => b.step("work", works, () => 100))
  .returns(({ open }) => open)

const run = await meaningOf(leaving, import.meta.filename)

const problem = new ReleaseFailed({
  path: "lit.open",
  resource: "stuck-door",
  problem: "door",
  cause: new RangeError("door"),
})

it("are a defect after a body that succeeded, and the resources around are released all the same", async () => {
  const { exit, told } = await run({ n: 8 })
  expect(exit).toEqual(Exit.die(problem))
  expect(told).toEqual(["0 lamp on", "0 door opens", "0 half 8", "0 door is stuck", "0 lamp off"])
})

it("are attached to the failure of a body that failed, which stays what it is", async () => {
  const { exit, told } = await run({ n: 7 })
  expect(exit).toEqual(Exit.fail(new Odd({ n: 7 })))
  expect(cleanupFailures(Exit.isFailure(exit) ? Cause.squash(exit.cause) : undefined)).toEqual([problem])
  expect(told.slice(-2)).toEqual(["0 door is stuck", "0 lamp off"])
})

it("are attached to a cancellation", async () => {
  const both = await bothOf(waiting, import.meta.filename)
  const failures = await both(async (runner, { time }) => {
    const execution = runner.provide(time.layer).start()
    await time.goTo(10)
    await execution.cancel()
    return cleanupFailures(await execution.result().catch((error: unknown) => error))
  })
  expect(failures).toEqual([
    new ReleaseFailed({ path: "open", resource: "stuck-door", problem: "door", cause: new RangeError("door") }),
  ])
})
