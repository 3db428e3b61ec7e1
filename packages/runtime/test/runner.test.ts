// oxlint-disable require-yield -- the body of a workflow is a generator, whether or not it has a step
import { setTimeout as delay } from "node:timers/promises"
import { ActivityDefect, ExecutionCancelled, InvalidInput, UnknownVariable } from "@millrace/runtime"
import {
  activity,
  decodeWith,
  parallel,
  permits,
  runner,
  step,
  takeBranch,
  unmatched,
  validateWith,
  withPolicies,
} from "@millrace/runtime/runner"
import { it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect } from "vitest"
import { watched, workflow } from "./watched.ts"

const plan = { name: "order", version: "2", digest: "0123456789abcdef", steps: [] } as const
class Refused extends Data.TaggedError("Refused") {}
const refusing = step(
  "refuse",
  activity("refuse", {
    errors: [Refused],
    run: (): string => {
      throw new Refused()
    },
  }),
)

describe("the input of a runner", () => {
  const Order = Schema.Struct({
    id: Schema.String,
    placed: Schema.DateFromString,
    lines: Schema.Array(Schema.Struct({ "unit price": Schema.Number, amount: Schema.Int })),
  })
  const order = runner({
    plan,
    input: decodeWith(Order),
    *body(_at, { input }) {
      return { year: input.placed.getUTCFullYear(), lines: input.lines.length }
    },
  })

  it("is decoded before the body sees it", async () => {
    expect(await order.run({ id: "1", placed: "2026-01-02", lines: [] })).toEqual({ year: 2026, lines: 0 })
  })

  it("is a typed failure that names every path when it does not fit, and nothing has run", async () => {
    const { lines, onEvent } = watched()
    const bad = { id: 7, placed: "2026-01-02", lines: [{ "unit price": "x", amount: 1 }, { amount: 1 }] }
    // @ts-expect-error the types refuse what the schema refuses
    const exit = await order.runExit(bad, { onEvent })
    expect(exit).toEqual(
      Exit.fail(
        new InvalidInput({
          workflow: "order",
          issues: [
            { path: ["id"], message: "expected string, found 7" },
            { path: ["lines", 0, "unit price"], message: 'expected number, found "x"' },
            { path: ["lines", 1, "unit price"], message: "missing" },
          ],
        }),
      ),
    )
    // @ts-expect-error the same
    await expect(order.run(bad)).rejects.toThrow(
      "workflow 'order' cannot start: input.id: expected string, found 7; " +
        'input.lines[0]["unit price"]: expected number, found "x"; input.lines[1]["unit price"]: missing',
    )
    expect(lines).toEqual(["execution.started", "execution.failed (InvalidInput)"])
  })

  it("is named as a whole where the whole is wrong, and long values are cut", async () => {
    const text = "x".repeat(500)
    // @ts-expect-error a text is no order
    const failure = await order.run(text).catch((error: unknown) => error)
    expect(failure).toMatchObject({
      issues: [{ path: [], message: expect.stringMatching(/^expected object, found "x{79}…$/) }],
    })
  })

  it("is checked by any Standard Schema, at once or later", async () => {
    for (const later of [false, true]) {
      const positive = {
        "~standard": {
          version: 1,
          vendor: "test",
          validate: (value: unknown) => {
            const result =
              typeof value === "number" && value > 0
                ? { value: value * 2 }
                : { issues: [{ message: "must be positive", path: ["amount", { key: 0 }] }] }
            return later ? Promise.resolve(result) : result
          },
        },
      } as const
      const checked = runner({ plan, input: decodeWith(positive), body: (_at, { input }) => Effect.succeed(input) })
      expect(await checked.run(4)).toBe(8)
      await expect(checked.run(-4)).rejects.toThrow("workflow 'order' cannot start: input.amount[0]: must be positive")
    }
  })
})

describe("the output and variables of a runner", () => {
  it("is a defect when the output does not fit its schema", async () => {
    const typed = runner({
      plan,
      output: validateWith(Schema.Struct({ n: Schema.Number })),
      body: () => Effect.succeed({ n: "1" }),
    })
    await expect(typed.run()).rejects.toThrow('output.n: expected number, found "1"')
  })

  const greeting = runner({
    plan,
    input: decodeWith(Schema.Struct({ name: Schema.String })),
    vars: ({ input }) => ({ greeting: "Hello", length: input.name.length }),
    *body(_at, { input, vars }) {
      return `${vars.greeting} ${input.name} ${vars.length}`
    },
  })

  it("computes variables from the input, and lets a run replace some", async () => {
    expect(await greeting.run({ name: "Ada" })).toBe("Hello Ada 3")
    expect(await greeting.run({ name: "Ada" }, { vars: { greeting: "Hi" } })).toBe("Hi Ada 3")
  })

  it("refuses a variable that the workflow does not have", async () => {
    const rejection = await greeting.run({ name: "Ada" }, { vars: { greting: "Hi" } }).catch((error: unknown) => error)
    expect(rejection).toBeInstanceOf(UnknownVariable)
    expect(rejection).toMatchObject({
      message: "workflow 'order' has no variable 'greting', but has 'greeting', 'length'",
    })
  })
})

describe("run and runExit", () => {
  it("reject with the failure itself, the defect, or the cancellation; runExit never rejects", async () => {
    const failing = workflow((at) => refusing(at, undefined))
    await expect(failing.run()).rejects.toBeInstanceOf(Refused)
    expect(await failing.runExit()).toEqual(Exit.fail(new Refused()))
    const broken = workflow((at) =>
      step(
        "b",
        activity("b", (): number => {
          throw new Error("bug")
        }),
      )(at, undefined),
    )
    await expect(broken.run()).rejects.toBeInstanceOf(ActivityDefect)
    expect(Exit.hasDies(await broken.runExit())).toBe(true)
    const stopped = workflow(() => Effect.interrupt)
    await expect(stopped.run()).rejects.toBeInstanceOf(ExecutionCancelled)
    expect(Exit.hasInterrupts(await stopped.runExit())).toBe(true)
  })

  it("never throw where they are called", async () => {
    const throws = runner({
      plan,
      body: (): Effect.Effect<number> => {
        throw new RangeError("at once")
      },
    })
    await expect(throws.run()).rejects.toThrow(new RangeError("at once"))
    expect(await throws.runExit()).toEqual(Exit.die(new RangeError("at once")))
  })

  it("run many executions at once without mixing them", async () => {
    const pause = step(
      "pause",
      activity("pause", async (n: number, { execution }) => {
        await delay(n % 5)
        return `${execution.id}:${n}`
      }),
    )
    const paused = runner({ plan, input: decodeWith(Schema.Number), body: (at, { input }) => pause(at, input) })
    const ids = Array.from({ length: 100 }, (_, index) => index)
    const values = await Promise.all(ids.map((n) => paused.run(n, { executionId: `e-${n}` })))
    expect(values).toEqual(ids.map((n) => `e-${n}:${n}`))
  })

  it("make a match without a case for a value a defect that names both", async () => {
    const exit = await workflow(function* (at) {
      takeBranch(at, "kind", "a")
      throw unmatched(at, "kind", "zebra")
    }).runExit()
    expect(exit).toMatchObject({
      cause: { reasons: [{ defect: { message: "match 'kind' has no case for 'zebra'" } }] },
    })
  })
})

describe("the concurrency of a workflow", () => {
  it.effect("limits how many activities run at once, over all branches, but not the waits between attempts", () =>
    Effect.gen(function* () {
      const log: Array<string> = []
      const slow = activity("slow", {
        errors: [Refused],
        run: (name: string, { attempt }) =>
          Effect.gen(function* () {
            log.push(`${name}${attempt} begins`)
            yield* Effect.sleep(10)
            log.push(`${name}${attempt} ends`)
            if (name === "a" && attempt === 1) return yield* new Refused()
            return name
          }),
      })
      const slowStep = step("slow", slow, withPolicies({ retry: { initialInterval: 100 } }))
      const fiber = yield* Effect.forkChild(
        workflow(
          (at) =>
            parallel(at, { a: (at) => slowStep(at, "a"), b: (at) => slowStep(at, "b"), c: (at) => slowStep(at, "c") }),
          { concurrency: permits(1) },
        ).effect(),
      )
      yield* TestClock.adjust("1 second")
      expect(fiber.pollUnsafe()).toEqual(Exit.succeed({ a: "a", b: "b", c: "c" }))
      expect(log).toEqual([
        "a1 begins",
        "a1 ends",
        "b1 begins",
        "b1 ends",
        "c1 begins",
        "c1 ends",
        "a2 begins",
        "a2 ends",
      ])
    }),
  )
})
