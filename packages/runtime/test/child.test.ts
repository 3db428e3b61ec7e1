import { InvalidInput } from "@millrace/runtime"
import { activity, child, decodeWith, runner, step } from "@millrace/runtime/runner"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { watched, workflow } from "./watched.ts"

const plan = { name: "inner", digest: "fedcba9876543210", steps: [] }
const key = step(
  "key",
  activity("key", (_: void, { idempotencyKey }) => idempotencyKey),
)
const inner = runner({ plan, body: (at) => key(at, undefined) })
const innerChild = child("inner", () => inner)
const middle = runner({ plan: { ...plan, name: "middle" }, body: (at) => innerChild(at, undefined) })
const middleChild = child("middle", () => middle)

describe("child", () => {
  it("is an execution of its own, whose id begins with that of its parent", async () => {
    const output = await workflow((at) => middleChild(at, undefined)).run(undefined, { executionId: "e" })
    expect(output).toBe("e/middle/inner/key")
  })

  it("tells its events to those who watch the parent, with the parent's id", async () => {
    const { events, onEvent } = watched()
    await workflow((at) => middleChild(at, undefined)).run(undefined, { executionId: "e", onEvent })
    expect(events.map(({ type, execution, parent, path }) => [type, execution, parent, path])).toEqual([
      ["execution.started", "e", undefined, ""],
      ["step.started", "e", undefined, "middle"],
      ["execution.started", "e/middle", "e", ""],
      ["step.started", "e/middle", "e", "inner"],
      ["execution.started", "e/middle/inner", "e/middle", ""],
      ["step.started", "e/middle/inner", "e/middle", "key"],
      ["step.completed", "e/middle/inner", "e/middle", "key"],
      ["execution.completed", "e/middle/inner", "e/middle", ""],
      ["step.completed", "e/middle", "e", "inner"],
      ["execution.completed", "e/middle", "e", ""],
      ["step.completed", "e", undefined, "middle"],
      ["execution.completed", "e", undefined, ""],
    ])
  })

  it("streams on after a child has ended", async () => {
    const types: Array<string> = []
    for await (const { type, path } of workflow((at) => innerChild(at, undefined)).stream())
      types.push(`${type} ${path}`)
    expect(types.slice(-2)).toEqual(["step.completed inner", "execution.completed "])
  })

  it("is cancelled with its parent, which waits for its cleanup", async () => {
    const controller = new AbortController()
    const told: Array<string> = []
    const wait = step(
      "wait",
      activity("wait", async (_: void, { abortSignal }) => {
        queueMicrotask(() => controller.abort())
        await new Promise((resolve) => abortSignal.addEventListener("abort", resolve))
        await new Promise((resolve) => setTimeout(resolve, 5))
        told.push("cleaned up")
      }),
    )
    const waiting = child("waiting", () => runner({ plan, body: (at) => wait(at, undefined) }))
    const exit = await workflow((at) => waiting(at, undefined)).runExit(undefined, { signal: controller.signal })
    expect([exit._tag, told]).toEqual(["Failure", ["cleaned up"]])
  })

  it("fails with the typed failure of its workflow, an input that does not fit included", async () => {
    const input = Schema.Struct({ count: Schema.Int })
    const whole = runner({
      plan: { ...plan, name: "whole" },
      input: decodeWith(input),
      body: (_at, { input }) => Effect.succeed(input.count),
    })
    const wholeChild = child("whole", () => whole)
    const parent = runner({
      plan,
      input: decodeWith(Schema.Struct({ count: Schema.Number })),
      body: (at, { input }) => wholeChild(at, input),
    })
    expect(await parent.run({ count: 2 })).toBe(2)
    const failure = await parent.run({ count: 2.5 }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(InvalidInput)
    expect(failure).toMatchObject({ workflow: "whole" })
  })
})
