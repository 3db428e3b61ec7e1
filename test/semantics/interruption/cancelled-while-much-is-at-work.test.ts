import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import {
  Refused,
  books,
  announces,
  booksAnyway,
  fails,
  flaky,
  heater,
  lamp,
  oven,
  listens,
  note,
  works,
} from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"
import { everybody, summarise } from "../running/everybody.ts"
import { expectCancelled, expectCleanEnd } from "../running/expect-clean-end.ts"
import { clerks, letters } from "../shared-limits.ts"

export const inner = flow("inner", { input: Schema.Struct({ ms: Schema.Number }) })
  .step("work", works, ({ input }) => input.ms)
  .use("lit", lamp, (b) => b.step("tidy", listens, () => ({ ms: 5, tidyMs: 3 })))
  .returns(({ lit }) => lit)

/** Every verb, most of them at once. */
export const atOnce = flow("at-once", { schedule: "dataflow", concurrency: 6, sla: { duration: 20 } })
  .saga("trip", (s) =>
    s
      .use("warm", heater, (h) =>
        h.use("lit", lamp, (l) => l.step("book", books, () => 15).step("late", booksAnyway, () => 10)),
      )
      .use("baked", oven, (o) => o.step("book", booksAnyway, () => 30))
      .step("start", books, () => 10, { pool: clerks, rateLimit: letters })
      .step("next", books, ({ start }) => start, { pool: clerks, deadline: 200 })
      .parallel({
        one: (b) => b.step("book", books, () => 12),
        two: (b) =>
          b.forEach(
            "each",
            () => [5, 10, 15],
            (e) => e.step("book", books, ({ item }) => item),
            {
              concurrency: "unbounded",
            },
          ),
      })
      .graph((g) =>
        g
          .node("x", { needs: [] }, (b) => b.step("book", books, ({ start }) => start + 7))
          .node("y", { needs: ["x"] }, (b) => b.step("tidy", listens, () => ({ ms: 5, tidyMs: 30 }))),
      )
      .race("first", {
        slow: (b) => b.step("book", books, () => 18).step("more", books, () => 40),
        quick: (b) => b.step("book", books, ({ start }) => start).step("more", works, () => 17),
      })
      .loop("rounds", {
        initial: () => 0,
        body: (b) =>
          b
            .step("flaky", flaky, () => ({ until: 2 }), { retry: { initialInterval: 5 } })
            .returns(({ state }) => state + 1),
        until: (state) => state === 3,
        max: 3,
      })
      .try(
        "undone",
        (t) => t.saga("short", (i) => i.step("book", books, () => 22).step("bad", fails, ({ book }) => book - 17)),
        {
          Refused: (r) => r.step("afterwards", books, () => 5),
        },
      )
      .sleep("pause", 33)
      .human("asked", {
        form: Schema.String,
        deadline: 10,
        onDeadline: (d) => d.step("book", books, () => 6).returns(() => "late"),
      })
      .webhook("called", {
        payload: Schema.String,
        announce: announces,
        deadline: 28,
        onDeadline: (d) => d.let("late", () => "late"),
      })
      .agent("short", summarise, () => ({ text: "text" }))
      .child("inner", inner, ({ start }) => ({ ms: start }))
      .step("all", books, ({ next, first, rounds }) => next + rounds + first.branch.length),
  )
  .returns(({ trip }) => trip)

export const besideFailure = flow("beside-failure", { input: Schema.Struct({ ms: Schema.Number }) })
  .parallel({
    all: (b) => b.child("all", atOnce),
    bad: (b) => b.step("bad", fails, ({ input }) => input.ms),
  })
  .returns(({ all }) => all)

export const inRace = flow("in-race", { input: Schema.Struct({ ms: Schema.Number }) })
  .race("first", {
    all: (b) => b.child("all", atOnce),
    quick: (b) => b.step("quick", works, ({ input }) => input.ms),
  })
  .step("after", note, () => "after")
  .returns(({ first }) => first.branch)

const run = await meaningOf(atOnce, import.meta.filename)
const provide = everybody({})
const apart = "trip.undone.try.short"
const whole = await run(undefined, { provide, durable: "otherwise" })
const times = [...new Set(whole.events.map((event) => Number(event.split(" ")[0])))]

it("runs through all of it when it is not cancelled", () => {
  expect(whole.exit).toEqual(Exit.succeed(18))
  expect(whole.effects.filter((effect) => effect.endsWith("undoes"))).toEqual([`${apart}.book.compensate undoes`])
  expect(times.length).toBeGreaterThan(15)
})

it("ends cleanly when it is cancelled at any moment at which something happens", async () => {
  for (const time of times.slice(0, -1)) {
    const ended = await run(undefined, { provide, durable: "otherwise", cancelAtMs: time })
    expectCancelled(ended)
    expectCleanEnd(ended, apart)
  }
})

it("ends cleanly when it is cancelled between any two of these moments", async () => {
  for (const time of times.slice(1)) {
    const ended = await run(undefined, { provide, durable: "otherwise", cancelAtMs: time - 0.5 })
    expectCancelled(ended)
    expectCleanEnd(ended, apart)
  }
})

it("ends cleanly when it is cancelled by whoever watches, after any event", async () => {
  for (let count = 1; count < whole.events.length; count++) {
    const ended = await run(undefined, { provide, durable: "otherwise", cancelAfterEvents: count })
    expectCancelled(ended)
    expectCleanEnd(ended, apart)
  }
})

it("ends cleanly when it is cancelled from inside, by any activity, compensation or resource", async () => {
  for (const [index, effect] of whole.effects.slice(0, -1).entries()) {
    // An Effect that is interrupted by its own last act has not succeeded, so that nothing is to be undone.
    if (effect.endsWith("is booked")) continue
    const ended = await run(undefined, { provide, durable: "otherwise", cancelAfterEffects: index + 1 })
    expectCancelled(ended)
    expectCleanEnd(ended, apart)
  }
})

it("ends cleanly when a sibling fails at any moment, and then fails as it did", async () => {
  const runBeside = await meaningOf(besideFailure, import.meta.filename)
  for (const ms of times.slice(0, -1)) {
    const ended = await runBeside({ ms }, { provide, durable: "otherwise" })
    expect(ended.exit).toEqual(Exit.fail(new Refused({ by: "bad.bad" })))
    expectCleanEnd(ended, apart)
  }
})

it("ends cleanly when it loses a race at any moment, before anything else happens", async () => {
  const runInRace = await meaningOf(inRace, import.meta.filename)
  for (const ms of times.slice(0, -1)) {
    const ended = await runInRace({ ms }, { provide, durable: "otherwise" })
    expect(ended.exit).toEqual(Exit.succeed("quick"))
    expect(ended.effects.at(-1)).toBe("after")
    expectCleanEnd(ended, apart)
  }
})
