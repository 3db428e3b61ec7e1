// oxlint-disable require-yield -- the body of a workflow is a generator, whether or not it has a step
import { DuplicateKey, MinimumSuccessMissed } from "@millrace/runtime"
import { activity, forEach, step } from "@millrace/runtime/runner"
import { it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect } from "vitest"
import { watched, workflow } from "./watched.ts"

class Odd extends Data.TaggedError("Odd")<{ readonly n: number }> {}

const half = activity("half", {
  errors: [Odd],
  run: (n: number) => {
    if (n % 2 === 1) throw new Odd({ n })
    return n / 2
  },
})
const halfStep = step("half", half)
const halfLater = step(
  "half",
  activity("half", { errors: [Odd], run: async (n: number) => half.run(n, undefined as never) }),
)

describe("forEach", () => {
  for (const [how, run] of [
    ["at once", halfStep],
    ["later", halfLater],
  ] as const) {
    it(`gives values in item order, from bodies that end ${how}`, async () => {
      expect(await workflow((at) => forEach(at, "all", [6, 2, 4], (at, n) => run(at, n as never))).run()).toEqual([
        3, 1, 2,
      ])
    })

    it(`stops at the first failure, in bodies that end ${how}`, async () => {
      const { lines, onEvent } = watched()
      const exit = await workflow((at) => forEach(at, "all", [2, 3, 4], (at, n) => run(at, n as never))).runExit(
        undefined,
        {
          onEvent,
        },
      )
      expect(exit).toEqual(Exit.fail(new Odd({ n: 3 })))
      expect(lines).toEqual([
        "execution.started",
        "step.started all[0].half",
        "step.completed all[0].half",
        "step.started all[1].half",
        "step.failed all[1].half (Odd)",
        "execution.failed (Odd)",
      ])
    })
  }

  it("gives an empty array for no items, whatever its options", async () => {
    const empty: ReadonlyArray<number> = []
    const values = await workflow(function* (at) {
      const plain = yield* forEach(at, "a", empty, (at, n) => halfStep(at, n))
      const wide = yield* forEach(at, "b", empty, (at, n) => halfStep(at, n), { concurrency: "unbounded" })
      const shared = yield* forEach(at, "c", empty, (at, n) => halfStep(at, n), { minimumSuccess: 1, summary: true })
      return { plain, wide, shared }
    }).run()
    expect(values).toEqual({ plain: [], wide: [], shared: [[], { total: 0, succeeded: 0, failed: 0, failures: [] }] })
  })

  it("hands the body its item and index, and takes any iterable", async () => {
    const values = await workflow((at) =>
      forEach(at, "all", new Set(["a", "b"]), function* (_at, item, index) {
        return `${index}:${item}`
      }),
    ).run()
    expect(values).toEqual(["0:a", "1:b"])
  })

  it("treats an item that is undefined like any other", async () => {
    const values = await workflow((at) =>
      forEach(at, "all", [undefined, 1], (_at, item) => Effect.succeed(item ?? "none")),
    ).run()
    expect(values).toEqual(["none", 1])
  })

  it("names items by their key in paths, with brackets and dots escaped", async () => {
    const { lines, onEvent } = watched()
    await workflow((at) =>
      forEach(at, "all", [2, 4], (at, n) => halfStep(at, n), { key: (n, index) => `p.${n}[${index}]` }),
    ).run(undefined, { onEvent })
    expect(lines.slice(1, -1)).toEqual([
      "step.started all[p\\.2\\[0\\]].half",
      "step.completed all[p\\.2\\[0\\]].half",
      "step.started all[p\\.4\\[1\\]].half",
      "step.completed all[p\\.4\\[1\\]].half",
    ])
  })

  it("is a defect when two items have one key, and nothing has run", async () => {
    const { lines, onEvent } = watched()
    const exit = await workflow((at) =>
      forEach(at, "all", [2, 4, 6], (at, n) => halfStep(at, n), { key: (n) => (n === 4 ? "x" : "1") }),
    ).runExit(undefined, { onEvent })
    const defect = new DuplicateKey({ path: "all", key: "1", indices: [0, 2] })
    expect(exit).toEqual(Exit.die(defect))
    expect(defect.message).toBe("items 0 and 2 of forEach 'all' have the same key '1'")
    expect(lines).toEqual(["execution.started", "execution.failed (DuplicateKey)"])
  })

  it.effect("works on as many items at once as its concurrency, and keeps their order", () =>
    Effect.gen(function* () {
      let running = 0
      let most = 0
      const slow = activity("slow", (n: number) =>
        Effect.gen(function* () {
          most = Math.max(most, ++running)
          yield* Effect.sleep(n)
          running -= 1
          return n
        }),
      )
      const fiber = yield* Effect.forkChild(
        workflow((at) =>
          forEach(at, "all", [50, 10, 40, 20, 30], (at, n) => step("slow", slow)(at, n), { concurrency: 2 }),
        ).effect(),
      )
      yield* TestClock.adjust("1 second")
      expect(yield* Fiber.join(fiber)).toEqual([50, 10, 40, 20, 30])
      expect(most).toBe(2)
    }),
  )

  it("does a hundred thousand items that never wait without a deep stack", async () => {
    const items = Array.from({ length: 100_000 }, (_, index) => index * 2)
    const values = await workflow((at) => forEach(at, "all", items, (at, n) => halfStep(at, n))).run()
    expect(values.length).toBe(100_000)
    expect(values.at(-1)).toBe(99_999)
  })

  it("does ten thousand items that wait without a deep stack", async () => {
    const items = Array.from({ length: 10_000 }, (_, index) => index * 2)
    const values = await workflow((at) => forEach(at, "all", items, (at, n) => halfLater(at, n))).run()
    expect(values.at(-1)).toBe(9_999)
  })
})

describe("forEach with minimumSuccess", () => {
  it("gives a result for every item", async () => {
    const values = await workflow((at) =>
      forEach(at, "all", [2, 3], (at, n) => halfLater(at, n), { minimumSuccess: 0.5, concurrency: 2 }),
    ).run()
    expect(values).toEqual([Result.succeed(1), Result.fail(new Odd({ n: 3 }))])
  })

  it("gives the summary beside the results, with keys", async () => {
    const [results, summary] = await workflow((at) =>
      forEach(at, "all", [2, 3], (at, n) => halfStep(at, n), { minimumSuccess: 0, summary: true, key: (n) => `n${n}` }),
    ).run()
    expect(results).toEqual([Result.succeed(1), Result.fail(new Odd({ n: 3 }))])
    expect(summary).toEqual({
      total: 2,
      succeeded: 1,
      failed: 1,
      failures: [{ key: "n3", failure: new Odd({ n: 3 }) }],
    })
  })

  it("counts shares without being misled by fractions", async () => {
    const items = [2, 4, 6, 8, 10, 12, 14, 1, 3, 5]
    const seventyPercent = workflow((at) =>
      forEach(at, "all", items, (at, n) => halfStep(at, n), { minimumSuccess: 0.7 }),
    )
    expect((await seventyPercent.run()).length).toBe(10)
  })

  it("fails below the share, and names the step", async () => {
    const failure = await workflow((at) =>
      forEach(at, "all", [1, 2, 3], (at, n) => halfStep(at, n), { minimumSuccess: 0.5 }),
    )
      .run()
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(MinimumSuccessMissed)
    expect(failure).toMatchObject({
      path: "all",
      message: "1 of 3 succeeded at 'all', fewer than the required share of 0.5",
      summary: { total: 3, succeeded: 1, failed: 2 },
    })
  })
})
