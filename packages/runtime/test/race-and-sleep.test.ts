import { activity, race, sleep, step } from "@millrace/runtime/runner"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect, it } from "vitest"
import { watched, workflow } from "./watched.ts"

class Lost extends Data.TaggedError("Lost")<{ readonly by: string }> {}

describe("race", () => {
  const told: Array<string> = []
  const slow = step(
    "slow",
    activity("slow", () =>
      Effect.onInterrupt(Effect.never, () =>
        Effect.andThen(
          Effect.sleep(5),
          Effect.sync(() => {
            told.push("cleaned up")
          }),
        ),
      ),
    ),
  )
  const quick = step(
    "quick",
    activity("quick", () => Effect.as(Effect.sleep(5), "quick")),
  )
  const loses = step(
    "loses",
    activity("loses", (by: string) =>
      Effect.andThen(Effect.sleep(by === "first" ? 5 : 1), Effect.fail(new Lost({ by }))),
    ),
  )

  it("gives the first success, after the others have cleaned up", async () => {
    const { lines, onEvent } = watched()
    const first = await workflow((at) =>
      race(at, "first", {
        lost: (at) => loses(at, "second"),
        slow: (at) => slow(at, undefined),
        quick: (at) => quick(at, undefined),
      }),
    ).run(undefined, { onEvent })
    expect(first).toEqual({ branch: "quick", value: "quick" })
    expect(told).toEqual(["cleaned up"])
    expect(lines.slice(4)).toEqual([
      "step.failed first.lost.loses (Lost)",
      "step.completed first.quick.quick",
      "step.cancelled first.slow.slow",
      "branch.taken first -> quick",
      "execution.completed",
    ])
  })

  it("fails as the branch written first when all fail", async () => {
    const exit = await workflow((at) =>
      race(at, "first", { one: (at) => loses(at, "first"), two: (at) => loses(at, "second") }),
    ).runExit()
    expect(exit).toEqual(Exit.fail(new Lost({ by: "first" })))
  })

  it("fails at once on a defect, and without branches", async () => {
    const bug = new Error("bug")
    const dies = () => {
      throw bug
    }
    const exit = await workflow((at) => race(at, "first", { slow: (at) => slow(at, undefined), dies })).runExit()
    expect(exit).toEqual(Exit.die(bug))
    expect(Exit.hasDies(await workflow((at) => race(at, "first", {})).runExit())).toBe(true)
  })
})

describe("sleep", () => {
  it("waits for a duration and until a date, and not for what is past", async () => {
    const { lines, onEvent } = watched()
    const sleeper = workflow(function* (at) {
      yield* sleep(at, "past", new Date(0))
      yield* sleep(at, "negative", -1)
      yield* sleep(at, "short", 300_000)
      yield* sleep(at, "date", new Date(400_000))
    })
    const program = Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(sleeper.effect(undefined, { onEvent }))
      yield* TestClock.adjust(299_999)
      const before = lines.at(-1)
      yield* TestClock.adjust(100_001)
      yield* Fiber.join(fiber)
      return before
    })
    expect(await Effect.runPromise(Effect.provide(program, TestClock.layer()))).toBe("step.waiting short")
    expect(lines.slice(1, -1)).toEqual(
      ["past", "negative", "short", "date"].flatMap((name) => [`step.waiting ${name}`, `step.completed ${name}`]),
    )
  })

  it("makes a duration that is none a defect", async () => {
    // JavaScript authors can write what the type of a duration refuses.
    const soon = "soon" as unknown as number
    expect(Exit.hasDies(await workflow((at) => sleep(at, "short", soon)).runExit())).toBe(true)
  })
})
