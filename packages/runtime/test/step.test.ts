import { ActivityDefect, InvalidValue } from "@millrace/runtime"
import { activity, step, withSchemas } from "@millrace/runtime/runner"
import { it } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { describe, expect } from "vitest"
import { watched, workflow } from "./watched.ts"

class CardDeclined extends Data.TaggedError("CardDeclined")<{ readonly reason: string }> {}

const charge = activity("charge", {
  errors: [CardDeclined],
  run: (amount: number) => {
    if (amount > 100) throw new CardDeclined({ reason: "limit" })
    return { charged: amount }
  },
})

describe("a step", () => {
  it("gives what a plain function returns", async () => {
    const double = step(
      "double",
      activity("double", (n: number) => n * 2),
    )
    expect(await workflow((at) => double(at, 21)).run()).toBe(42)
  })

  it("gives what a promise resolves to", async () => {
    const double = step(
      "double",
      activity("double", async (n: number) => n * 2),
    )
    expect(await workflow((at) => double(at, 21)).run()).toBe(42)
  })

  it("gives what any thenable resolves to", async () => {
    const thenable = {
      // oxlint-disable-next-line unicorn/no-thenable -- the thing under test
      then: <Value>(resolve: (value: number) => Value) => Promise.resolve(resolve(7)),
    }
    const seven = step(
      "seven",
      activity("seven", () => thenable as PromiseLike<number>),
    )
    expect(await workflow((at) => seven(at, undefined)).run()).toBe(7)
  })

  it("gives what an Effect succeeds with", async () => {
    const double = step(
      "double",
      activity("double", (n: number) => Effect.delay(Effect.succeed(n * 2), 1)),
    )
    expect(await workflow((at) => double(at, 21)).run()).toBe(42)
  })

  it("keeps undefined, null, functions and errors as the values they are", async () => {
    const given = [undefined, null, () => 1, new RangeError("value, not failure")]
    for (const value of given) {
      const same = step(
        "same",
        activity("same", () => value),
      )
      expect(await workflow((at) => same(at, undefined)).run()).toBe(value)
    }
  })

  it("uses the services that its Effect needs", async () => {
    class Prices extends Context.Service<Prices, { readonly of: (item: string) => number }>()("test/Prices") {}
    const price = step(
      "price",
      activity("price", (item: string) => Effect.map(Prices, (prices) => prices.of(item))),
    )
    const priced = workflow((at) => price(at, "tea"))
    // @ts-expect-error a workflow that needs services cannot be run before they are provided
    const runUnprovided = () => priced.run()
    expect(runUnprovided).toBeTypeOf("function")
    const layer = Layer.succeed(Prices, { of: (item) => item.length })
    expect(await priced.provide(layer).run()).toBe(3)
  })

  it("fails with a declared error that was thrown, and it is the same object", async () => {
    const exit = await workflow((at) => step("charge", charge)(at, 500)).runExit()
    expect(exit).toEqual(Exit.fail(new CardDeclined({ reason: "limit" })))
    await expect(workflow((at) => step("charge", charge)(at, 500)).run()).rejects.toBeInstanceOf(CardDeclined)
  })

  it("fails with a declared error that was rejected", async () => {
    const rejecting = activity("charge", {
      errors: [CardDeclined],
      run: async (): Promise<number> => {
        throw new CardDeclined({ reason: "later" })
      },
    })
    const exit = await workflow((at) => step("charge", rejecting)(at, undefined)).runExit()
    expect(exit).toEqual(Exit.fail(new CardDeclined({ reason: "later" })))
  })

  it("fails with the typed failure of an Effect, declared or not", async () => {
    const failing = activity("charge", () => Effect.fail(new CardDeclined({ reason: "effect" })))
    const exit = await workflow((at) => step("charge", failing)(at, undefined)).runExit()
    expect(exit).toEqual(Exit.fail(new CardDeclined({ reason: "effect" })))
  })

  for (const [how, run] of [
    [
      "thrown",
      () => {
        throw new TypeError("boom")
      },
    ],
    ["rejected", () => Promise.reject(new TypeError("boom"))],
    ["died of", () => Effect.die(new TypeError("boom"))],
    [
      "thrown inside an Effect",
      () =>
        Effect.suspend(() => {
          throw new TypeError("boom")
        }),
    ],
  ] as const) {
    it(`is a defect that keeps its cause when something undeclared was ${how}`, async () => {
      const broken = step("a.b", activity("broken", run as () => number))
      const defect = await workflow((at) => broken(at, undefined))
        .run()
        .catch((error: unknown) => error)
      expect(defect).toBeInstanceOf(ActivityDefect)
      expect(defect).toMatchObject({
        _tag: "ActivityDefect",
        activity: "broken",
        path: "a\\.b",
        attempt: 1,
        message: "activity 'broken' at step 'a\\.b' failed with an undeclared error: boom",
        cause: new TypeError("boom"),
      })
    })
  }

  it("tells the activity its attempt, key and execution", async () => {
    const seen: Array<unknown> = []
    const look = step(
      "look",
      activity("look", (_: void, { attempt, idempotencyKey, execution }) => {
        seen.push({
          attempt,
          idempotencyKey,
          id: execution.id,
          workflow: execution.workflow,
          version: execution.version,
        })
      }),
    )
    await workflow((at) => look(at, undefined)).run(undefined, { executionId: "e-1" })
    expect(seen).toEqual([{ attempt: 1, idempotencyKey: "e-1/look", id: "e-1", workflow: "test", version: undefined }])
  })

  it("has a random execution id, the same all through, when none is given", async () => {
    const ids: Array<string> = []
    const look = step(
      "look",
      activity("look", (_: void, { execution }) => void ids.push(execution.id)),
    )
    const twice = workflow(function* (at) {
      yield* look(at, undefined)
      yield* look(at, undefined)
    })
    await twice.run()
    await twice.run()
    expect(ids[0]).toMatch(/^[\da-f]{8}-/)
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).not.toBe(ids[0])
  })

  it("calls the activity as a method of itself", async () => {
    const counting = activity("counting", {
      run(this: { readonly name: string }) {
        return this.name
      },
    })
    expect(await workflow((at) => step("s", counting)(at, undefined)).run()).toBe("counting")
  })
})

describe("the schemas of an activity", () => {
  const parse = activity("parse", {
    input: Schema.Struct({ lines: Schema.Array(Schema.Struct({ price: Schema.Number })) }),
    output: Schema.Struct({ total: Schema.Number }),
    run: ({ lines }) => ({ total: lines.length === 0 ? ("none" as unknown as number) : lines.length }),
  })

  it("let values that fit pass as they are", async () => {
    const input = { lines: [{ price: 1 }] }
    expect(await workflow((at) => step("parse", withSchemas(parse))(at, input)).run()).toEqual({ total: 1 })
  })

  it("make an input that does not fit a defect that names the path", async () => {
    const input = { lines: [{ price: "x" as unknown as number }] }
    const defect = await workflow((at) => step("parse", withSchemas(parse))(at, input))
      .run()
      .catch((error: unknown) => error)
    expect(defect).toMatchObject({
      _tag: "ActivityDefect",
      cause: new InvalidValue("input", [{ path: ["lines", 0, "price"], message: 'expected number, found "x"' }]),
      message:
        "activity 'parse' at step 'parse' took a value that does not fit its schema: input.lines[0].price: expected number, found \"x\"",
    })
  })

  it("make an output that does not fit a defect", async () => {
    const defect = await workflow((at) => step("parse", withSchemas(parse))(at, { lines: [] }))
      .run()
      .catch((error: unknown) => error)
    expect(defect).toMatchObject({
      _tag: "ActivityDefect",
      cause: new InvalidValue("output", [{ path: ["total"], message: 'expected number, found "none"' }]),
    })
  })

  it("take the output value of a Standard Schema", async () => {
    const trimmed = {
      "~standard": {
        version: 1,
        vendor: "test",
        validate: (value: unknown) =>
          typeof value === "string" ? { value: value.trim() } : { issues: [{ message: "no text" }] },
      },
    } as const
    const name = activity("name", { output: trimmed, run: async () => "  Ada " })
    expect(await workflow((at) => step("name", withSchemas(name))(at, undefined)).run()).toBe("Ada")
  })
})

describe("the events of a step", () => {
  it("say when it starts and completes, on every path of returning", async () => {
    for (const run of [
      (n: number) => n,
      async (n: number) => n,
      (n: number) => Effect.succeed(n),
      (n: number) => Effect.delay(Effect.succeed(n), 1),
    ]) {
      const { lines, onEvent } = watched()
      await workflow((at) => step("s", activity("same", run as (n: number) => number))(at, 1)).run(undefined, {
        onEvent,
      })
      expect(lines).toEqual(["execution.started", "step.started s", "step.completed s", "execution.completed"])
    }
  })

  it("say when it fails", async () => {
    const { lines, onEvent } = watched()
    await workflow((at) => step("charge", charge)(at, 500)).runExit(undefined, { onEvent })
    expect(lines).toEqual([
      "execution.started",
      "step.started charge",
      "step.failed charge (CardDeclined)",
      "execution.failed (CardDeclined)",
    ])
  })

  it("carry the execution, the plan, the time and no output", async () => {
    const { events, onEvent } = watched()
    await workflow((at) => step("charge", charge)(at, 50)).run(undefined, { onEvent, executionId: "e-1" })
    const base = {
      execution: "e-1",
      workflow: "test",
      version: undefined,
      digest: "0123456789abcdef",
      time: expect.any(Number),
    }
    expect(events).toEqual([
      { ...base, type: "execution.started", path: "" },
      { ...base, type: "step.started", path: "charge", attempt: 1, activity: "charge" },
      { ...base, type: "step.completed", path: "charge", attempt: 1, durationMs: expect.any(Number) },
      { ...base, type: "execution.completed", path: "", durationMs: expect.any(Number) },
    ])
  })
})
