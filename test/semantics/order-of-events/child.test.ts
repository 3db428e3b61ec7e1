import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Odd, half } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const inner = flow("inner", { input: Schema.Struct({ n: Schema.Number }) })
  .step("half", half, ({ input }) => input.n)
  .returns(({ half: halved }) => halved)

export const outer = flow("outer", { input: Schema.Struct({ n: Schema.Number }) })
  .child("halved", inner, ({ input }) => ({ n: input.n }))
  .returns(({ halved }) => halved)

const run = await meaningOf(outer, import.meta.filename)

it("tells the child's events between its start and its end, with the id of its parent", async () => {
  const { exit, events } = await run({ n: 4 })
  expect(exit).toEqual(Exit.succeed(2))
  expect(events).toEqual([
    "0 execution.started",
    "0 step.started halved attempt=1",
    '0 execution.started parent="execution" in execution/halved',
    '0 step.started half attempt=1 activity="half" parent="execution" in execution/halved',
    '0 step.completed half attempt=1 durationMs=0 parent="execution" in execution/halved',
    '0 execution.completed durationMs=0 parent="execution" in execution/halved',
    "0 step.completed halved attempt=1 durationMs=0",
    "0 execution.completed durationMs=0",
  ])
})

it("fails as the child does", async () => {
  const { exit, events } = await run({ n: 3 })
  expect(exit).toEqual(Exit.fail(new Odd({ n: 3 })))
  expect(events.slice(-3)).toEqual([
    '0 execution.failed durationMs=0 failure={"tag":"Odd","message":""} parent="execution" in execution/halved',
    '0 step.failed halved attempt=1 durationMs=0 failure={"tag":"Odd","message":""}',
    '0 execution.failed durationMs=0 failure={"tag":"Odd","message":""}',
  ])
})
