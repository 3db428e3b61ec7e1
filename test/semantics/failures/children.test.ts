import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { breaks, half, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const inner = flow("inner", { input: Schema.Struct({ n: Schema.Number }), timeout: 100 })
  .step("half", half, ({ input }) => input.n)
  .step("slow", works, ({ half: halved }) => halved)
  .returns(({ slow }) => slow)

export const outer = flow("outer", { input: Schema.Struct({ n: Schema.Any }) })
  .try("safe", (t) => t.child("halved", inner, ({ input }) => ({ n: input.n })), {
    Odd: (h) => h.let("odd", ({ error }) => `odd ${error.n}`),
    InvalidInput: (h) => h.let("invalid", ({ error }) => error.issues.length),
    WorkflowTimeout: (h) => h.let("late", ({ error }) => error.workflow),
  })
  .returns(({ safe }) => safe)

export const defective = flow("defective")
  .step("breaks", breaks, () => 0)
  .returns(({ breaks: given }) => given)

export const handling = flow("handling")
  .try("safe", (t) => t.child("halved", defective), {})
  .returns(({ safe }) => safe)

const run = await meaningOf(outer, import.meta.filename)

it("hand their typed failures to the parent: those of steps, of the input, and of time", async () => {
  expect((await run({ n: 4 })).exit).toEqual(Exit.succeed(2))
  expect((await run({ n: 3 })).exit).toEqual(Exit.succeed("odd 3"))
  expect((await run({ n: "4" })).exit).toEqual(Exit.succeed(1))
  expect((await run({ n: 400 })).exit).toEqual(Exit.succeed("inner"))
})

it("tell of their own timeout as such, while the parent goes on", async () => {
  const { events } = await run({ n: 400 })
  expect(events.slice(-4).map((event) => event.split(" ").slice(0, 3).join(" "))).toEqual([
    "100 execution.timed-out durationMs=100",
    "100 step.failed safe.try.halved",
    "100 branch.taken safe",
    "100 execution.completed durationMs=100",
  ])
})

it("fail the parent with their defects", async () => {
  const runBroken = await meaningOf(handling, import.meta.filename)
  const { exit } = await runBroken()
  expect(exit).toMatchObject({ cause: { reasons: [{ defect: { _tag: "ActivityDefect", path: "breaks" } }] } })
})
