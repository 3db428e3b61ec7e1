import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Refused, books, fails, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const booking = flow("booking", { input: Schema.Struct({ ms: Schema.Number }) })
  .saga("trip", (b) => b.step("one", books, () => 10).step("rest", works, ({ input }) => input.ms))
  .returns(({ trip }) => trip)

export const parent = flow("parent")
  .parallel({
    child: (b) => b.child("booked", booking, () => ({ ms: 100 })),
    bad: (b) => b.step("one", fails, () => 50),
  })
  .returns(({ child }) => child)

export const alone = flow("alone")
  .child("booked", booking, () => ({ ms: 100 }))
  .returns(({ booked }) => booked)

const undone = ["50 rest is interrupted".replace("rest", "trip.rest"), "50 trip.one.compensate undoes"]

it("is undone when its parent is interrupted by a sibling's failure, which then goes on", async () => {
  const run = await meaningOf(parent, import.meta.filename)
  const { exit, told, events } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "bad.one" })))
  expect(told.slice(-2)).toEqual(undone)
  const inChild = ' parent="execution" in execution/child.booked'
  expect(events.slice(-5).map((event) => event.replace(/ failure=.*/, ""))).toEqual([
    `50 compensation.started trip.one activity="books"${inChild}`,
    `50 compensation.completed trip.one activity="books" durationMs=0${inChild}`,
    `50 execution.cancelled durationMs=50${inChild}`,
    "50 step.cancelled child.booked attempt=1 durationMs=50",
    "50 execution.failed durationMs=50",
  ])
})

it("is undone when its parent is cancelled", async () => {
  const run = await meaningOf(alone, import.meta.filename)
  const { exit, told } = await run(undefined, { cancelAtMs: 50 })
  expect(Exit.hasInterrupts(exit)).toBe(true)
  expect(told.slice(-2)).toEqual(undone)
})
