import { MinimumSuccessMissed } from "@millrace/runtime"
import { activity, parallel, step } from "@millrace/runtime/runner"
import { it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect } from "vitest"
import { watched, workflow } from "./watched.ts"

class Broken extends Data.TaggedError("Broken")<{ readonly which: string }> {}

/** Waits, logs, and gives its name or fails with it. */
function worker(log: Array<string> = []) {
  return activity("worker", {
    errors: [Broken],
    run: ({ name, ms, fails }: { readonly name: string; readonly ms: number; readonly fails?: boolean }) =>
      Effect.gen(function* () {
        log.push(`${name} begins`)
        yield* Effect.onInterrupt(Effect.sleep(ms), () => Effect.sync(() => log.push(`${name} interrupted`)))
        log.push(`${name} ends`)
        if (fails === true) return yield* new Broken({ which: name })
        return name
      }),
  })
}

describe("parallel", () => {
  it.effect("starts all branches together, in order, and gives their values by name", () =>
    Effect.gen(function* () {
      const log: Array<string> = []
      const work = step("work", worker(log))
      const fiber = yield* Effect.forkChild(
        workflow((at) =>
          parallel(at, {
            slow: (at) => work(at, { name: "slow", ms: 20 }),
            *quick(at) {
              const first = yield* work(at, { name: "quick", ms: 5 })
              return { first }
            },
          }),
        ).effect(),
      )
      yield* TestClock.adjust("20 millis")
      expect(yield* Fiber.join(fiber)).toEqual({ slow: "slow", quick: { first: "quick" } })
      expect(log).toEqual(["slow begins", "quick begins", "quick ends", "slow ends"])
    }),
  )

  it("gives an empty record where there is no branch", async () => {
    expect(await workflow((at) => parallel(at, {})).run()).toEqual({})
  })

  it("gives the value of a single branch under its name", async () => {
    const one = step(
      "one",
      activity("one", () => 1),
    )
    expect(await workflow((at) => parallel(at, { only: (at) => one(at, undefined) })).run()).toEqual({ only: 1 })
  })

  it("keeps branches apart that are named like what every object has", async () => {
    const same = step(
      "same",
      activity("same", (text: string) => text),
    )
    const values = await workflow((at) =>
      parallel(at, {
        constructor: (at) => same(at, "c"),
        toString: (at) => same(at, "t"),
        hasOwnProperty: (at) => same(at, "h"),
      }),
    ).run()
    expect(Object.entries(values)).toEqual([
      ["constructor", "c"],
      ["toString", "t"],
      ["hasOwnProperty", "h"],
    ])
  })

  it.effect("runs no more branches at once than its concurrency", () =>
    Effect.gen(function* () {
      const log: Array<string> = []
      const work = step("work", worker(log))
      const fiber = yield* Effect.forkChild(
        workflow((at) =>
          parallel(
            at,
            {
              a: (at) => work(at, { name: "a", ms: 20 }),
              b: (at) => work(at, { name: "b", ms: 10 }),
              c: (at) => work(at, { name: "c", ms: 10 }),
            },
            { concurrency: 2 },
          ),
        ).effect(),
      )
      yield* TestClock.adjust("10 millis")
      expect(log).toEqual(["a begins", "b begins", "b ends", "c begins"])
      yield* TestClock.adjust("10 millis")
      expect(yield* Fiber.join(fiber)).toEqual({ a: "a", b: "b", c: "c" })
    }),
  )

  it.effect("interrupts the other branches at the first failure, and tells so", () =>
    Effect.gen(function* () {
      const log: Array<string> = []
      const { lines, onEvent } = watched()
      const work = step("work", worker(log))
      const fiber = yield* Effect.forkChild(
        workflow((at) =>
          parallel(at, {
            a: (at) => work(at, { name: "a", ms: 20 }),
            b: (at) => work(at, { name: "b", ms: 5, fails: true }),
          }),
        ).effect(undefined, { onEvent }),
      )
      yield* TestClock.adjust("5 millis")
      expect(yield* Fiber.await(fiber)).toEqual(Exit.fail(new Broken({ which: "b" })))
      expect(log).toEqual(["a begins", "b begins", "b ends", "a interrupted"])
      expect(lines).toEqual([
        "execution.started",
        "step.started a.work",
        "step.started b.work",
        "step.failed b.work (Broken)",
        "step.cancelled a.work",
        "execution.failed (Broken)",
      ])
    }),
  )

  it("does not start later branches when an earlier one fails at once", async () => {
    const log: Array<string> = []
    const fails = step(
      "fails",
      activity("fails", {
        errors: [Broken],
        run: (): string => {
          throw new Broken({ which: "a" })
        },
      }),
    )
    const logs = step(
      "logs",
      activity("logs", () => void log.push("ran")),
    )
    const exit = await workflow((at) =>
      parallel(at, { a: (at) => fails(at, undefined), b: (at) => logs(at, undefined) }),
    ).runExit()
    expect({ exit, log }).toEqual({ exit: Exit.fail(new Broken({ which: "a" })), log: [] })
  })

  it("is a defect when a mapping in a branch throws, and interrupts the others", async () => {
    const log: Array<string> = []
    const { lines, onEvent } = watched()
    const work = step("work", worker(log))
    const read = (): { readonly name: string } => JSON.parse("null")
    const exit = await workflow((at) =>
      parallel(at, {
        a: (at) => work(at, { name: "a", ms: 10_000 }),
        b: (at) => work(at, { name: read().name, ms: 1 }),
      }),
    ).runExit(undefined, { onEvent })
    expect(exit).toEqual(Exit.die(new TypeError("Cannot read properties of null (reading 'name')")))
    expect(log).toEqual(["a begins", "a interrupted"])
    expect(lines.at(-1)).toBe("execution.failed (TypeError)")
  })
})

describe("parallel with minimumSuccess", () => {
  const work = step("work", worker())

  it("gives results, and a summary under its name", async () => {
    const values = await workflow((at) =>
      parallel(
        at,
        {
          a: (at) => work(at, { name: "a", ms: 1 }),
          b: (at) => work(at, { name: "b", ms: 1, fails: true }),
        },
        { minimumSuccess: 0.5, summary: "ended" },
      ),
    ).run()
    expect(values).toEqual({
      a: Result.succeed("a"),
      b: Result.fail(new Broken({ which: "b" })),
      ended: { total: 2, succeeded: 1, failed: 1, failures: [{ key: "b", failure: new Broken({ which: "b" }) }] },
    })
  })

  it("waits for all branches, and fails when too few succeeded", async () => {
    const log: Array<string> = []
    const logged = step("work", worker(log))
    const failure = await workflow((at) =>
      parallel(
        at,
        {
          a: (at) => logged(at, { name: "a", ms: 10 }),
          b: (at) => logged(at, { name: "b", ms: 1, fails: true }),
        },
        { minimumSuccess: 0.51 },
      ),
    )
      .run()
      .catch((error: unknown) => error)
    const summary = { total: 2, succeeded: 1, failed: 1, failures: [{ key: "b", failure: new Broken({ which: "b" }) }] }
    expect(failure).toEqual(new MinimumSuccessMissed({ path: "", minimumSuccess: 0.51, summary }))
    expect(failure).toMatchObject({
      message: "1 of 2 succeeded in a parallel, fewer than the required share of 0.51",
      summary,
    })
    expect(log).toContain("a ends")
  })

  it("lets defects fail the whole", async () => {
    const broken = step(
      "broken",
      activity("broken", (): number => {
        throw new RangeError("bug")
      }),
    )
    const exit = await workflow((at) =>
      parallel(at, { a: (at) => broken(at, undefined) }, { minimumSuccess: 0 }),
    ).runExit()
    expect(Exit.hasDies(exit)).toBe(true)
  })

  it("is content with nothing out of nothing", async () => {
    const exit = await workflow((at) => parallel(at, {}, { minimumSuccess: 1, summary: "ended" })).runExit()
    expect(exit).toEqual(Exit.succeed({ ended: { total: 0, succeeded: 0, failed: 0, failures: [] } }))
  })
})
