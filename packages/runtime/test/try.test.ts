import { activity, parallel, step, tryCatch } from "@millrace/runtime/runner"
import type { Position } from "@millrace/runtime/runner"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { describe, expect, expectTypeOf, it } from "vitest"
import { watched, workflow } from "./watched.ts"

class Declined extends Data.TaggedError("Declined")<{ readonly reason: string }> {}
class Lost extends Data.TaggedError("Lost") {}

const pay = (fail: () => unknown) =>
  activity("pay", {
    errors: [Declined, Lost],
    run: (amount: number) => {
      if (amount > 10) throw fail()
      return { paid: amount }
    },
  })
const declines = pay(() => new Declined({ reason: "limit" }))
const notice = step(
  "notice",
  activity("notice", async (reason: string) => `told: ${reason}`),
)
const payStep = step("pay", declines)

describe("try", () => {
  it("gives the value of a body that succeeds", async () => {
    const { lines, onEvent } = watched()
    const value = await workflow((at) =>
      tryCatch(at, "t", (at) => payStep(at, 5), { Declined: (at, error) => notice(at, error.reason) }),
    )
      .run(undefined, { onEvent })
      .catch((error: unknown) => error)
    expect(value).toEqual({ paid: 5 })
    expect(lines.slice(1, -1)).toEqual(["step.started t.try.pay", "step.completed t.try.pay"])
  })

  it("gives the value of the handler of the failure's tag", async () => {
    const { lines, onEvent } = watched()
    const value = await workflow((at) =>
      tryCatch(at, "t", (at) => payStep(at, 50), {
        *Declined(at, error) {
          const told = yield* notice(at, error.reason)
          return { told }
        },
      }),
    ).run(undefined, { onEvent })
    expect(value).toEqual({ told: "told: limit" })
    expect(lines).toEqual([
      "execution.started",
      "step.started t.try.pay",
      "step.failed t.try.pay (Declined)",
      "branch.taken t -> Declined",
      "step.started t.catch.Declined.notice",
      "step.completed t.catch.Declined.notice",
      "execution.completed",
    ])
  })

  it("takes handled tags out of the failure type, and leaves the others", () => {
    const handled = (at: Position) =>
      tryCatch(at, "t", (at) => payStep(at, 50), { Declined: (at, error) => notice(at, error.reason) })
    expectTypeOf(handled).returns.toEqualTypeOf<Effect.Effect<string | { paid: number }, Lost>>()
  })

  it("lets a failure pass that no handler is for", async () => {
    const lost = step(
      "pay",
      pay(() => new Lost()),
    )
    const exit = await workflow((at) =>
      tryCatch(at, "t", (at) => lost(at, 50), { Declined: () => Effect.succeed("no") }),
    ).runExit()
    expect(exit).toEqual(Exit.fail(new Lost()))
  })

  it("handles a failure that comes after waiting, from deep inside", async () => {
    const late = step(
      "late",
      activity("late", {
        errors: [Declined],
        run: async (): Promise<number> => {
          throw new Declined({ reason: "late" })
        },
      }),
    )
    const value = await workflow((at) =>
      tryCatch(
        at,
        "outer",
        (at) => tryCatch(at, "inner", (at) => parallel(at, { a: (at) => late(at, undefined) }), {}),
        { Declined: (_at, error) => Effect.succeed(error.reason) },
      ),
    ).run()
    expect(value).toBe("late")
  })

  it("does not handle a defect, not even one with a handled tag", async () => {
    const dies = step(
      "dies",
      activity("dies", () => Effect.die(new Declined({ reason: "bug" })) as Effect.Effect<never, Declined>),
    )
    const exit = await workflow((at) =>
      tryCatch(at, "t", (at) => dies(at, undefined), { Declined: () => Effect.succeed("no") }),
    ).runExit()
    expect(Exit.hasDies(exit)).toBe(true)
  })

  it("does not handle an interruption", async () => {
    const stops = step(
      "stops",
      activity("stops", () => Effect.interrupt as Effect.Effect<never, Declined>),
    )
    const exit = await workflow((at) =>
      tryCatch(at, "t", (at) => stops(at, undefined), { Declined: () => Effect.succeed("no") }),
    ).runExit()
    expect(Exit.hasInterrupts(exit)).toBe(true)
  })

  it("fails with what a handler fails with, which no handler beside it sees", async () => {
    const lost = step(
      "lost",
      pay(() => new Lost()),
    )
    const exit = await workflow((at) =>
      tryCatch(at, "t", (at) => payStep(at, 50), {
        Declined: (at) => lost(at, 50),
        Lost: () => Effect.succeed("no"),
      }),
    ).runExit()
    expect(exit).toEqual(Exit.fail(new Lost()))
  })

  it("is not misled by tags that every object has", async () => {
    class Strange extends Data.TaggedError("constructor") {}
    const strange = step(
      "strange",
      activity("strange", () => Effect.fail(new Strange())),
    )
    const exit = await workflow((at) => tryCatch(at, "t", (at) => strange(at, undefined), {})).runExit()
    expect(exit).toEqual(Exit.fail(new Strange()))
  })
})
