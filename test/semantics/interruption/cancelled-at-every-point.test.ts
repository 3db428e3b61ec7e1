import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import {
  announces,
  books,
  booksAnyway,
  fails,
  flaky,
  gives,
  heater,
  lamp,
  listens,
  note,
  oven,
  refunds,
  works,
  Refused,
} from "../activities.ts"
import { everybody, summarise } from "../running/everybody.ts"
import { expectCancelled, expectCleanEnd } from "../running/expect-clean-end.ts"
import { meaningOf } from "../running/meaning.ts"
import { clerks, letters } from "../shared-limits.ts"

export const inner = flow("inner", { input: Schema.Struct({ ms: Schema.Number }) })
  .step("work", works, ({ input }) => input.ms)
  .use("lit", lamp, (b) => b.step("tidy", listens, () => ({ ms: 5, tidyMs: 3 })))
  .returns(({ lit }) => lit)

/** Every verb and every option of a step. */
export const everything = flow("everything", {
  timeout: "1 minute",
  concurrency: 4,
  sla: { duration: 50 },
  retry: { maximumAttempts: 2, initialInterval: 5 },
})
  .saga("trip", (s) =>
    s.use("warm", heater, (h) =>
      h.use("baked", oven, (o) =>
        o
          .step("begun", books, () => 10, { pool: clerks, rateLimit: letters, timeout: 50, deadline: 100 })
          .parallel({
            one: (b) => b.step("book", books, () => 10).step("more", books, () => 5),
            two: (b) => b.step("late", booksAnyway, () => 15),
            three: (b) =>
              b.forEach(
                "each",
                () => [5, 10, 15],
                (e) => e.step("book", books, ({ item }) => item),
                { concurrency: 2 },
              ),
          })
          .graph((g) =>
            g
              .node("x", { needs: [] }, (b) => b.step("book", books, () => 5))
              .node("y", { needs: ["x"] }, (b) => b.step("tidy", listens, () => ({ ms: 5, tidyMs: 3 })))
              .node("z", { needs: ["x"] }, (b) => b.step("book", booksAnyway, () => 5)),
          )
          .race("first", {
            slow: (b) => b.step("book", books, () => 20).step("more", books, () => 20),
            quick: (b) => b.step("book", books, () => 5).step("more", works, () => 20),
          })
          .loop("rounds", {
            initial: () => 0,
            body: (b) =>
              b
                .step("flaky", flaky, () => ({ until: 2 }))
                .step("book", books, () => 5)
                .returns(({ state }) => state + 1),
            until: (state) => state === 2,
            max: 3,
          })
          .try("safe", (t) => t.step("book", books, () => 5).step("bad", fails, () => 5), {
            Refused: (r) => r.step("book", books, () => 5),
          })
          .try("undone", (t) => t.saga("short", (i) => i.step("book", books, () => 5).step("bad", fails, () => 5)), {
            Refused: (r) => r.let("none", () => 0),
          })
          .sleep("pause", 10)
          .signal("message", { payload: Schema.String, deadline: 10, onDeadline: (d) => d.let("late", () => "late") })
          .human("asked", {
            form: Schema.String,
            deadline: 10,
            onDeadline: (d) => d.step("book", books, () => 5).returns(() => "late"),
          })
          .human("answered", { form: Schema.String })
          .webhook("called", {
            payload: Schema.String,
            announce: announces,
            deadline: 10,
            onDeadline: (d) => d.let("late", () => "late"),
          })
          .agent("short", summarise, () => ({ text: "text" }))
          .child("inner", inner, () => ({ ms: 5 }))
          .step("given", gives, () => ({ n: 1 }), { cache: { ttl: "1 day" } })
          .step("given again", refunds, () => ({ ms: 5, refusals: 9 }), { onFailure: "continue" })
          .step("skipped", books, () => 5, { when: () => false })
          .when(
            "whether",
            ({ rounds }) => rounds > 0,
            (w) => w.step("book", books, () => 5),
          )
          .match("which", ({ first }) => first.branch, {
            slow: (m) => m.let("none", () => 0),
            quick: (m) => m.step("book", books, () => 5),
          }),
      ),
    ),
  )
  .returns(({ trip }) => trip)

export const besideFailure = flow("beside-failure", { input: Schema.Struct({ ms: Schema.Number }) })
  .parallel({
    all: (b) => b.child("all", everything),
    bad: (b) => b.step("bad", fails, ({ input }) => input.ms),
  })
  .returns(({ all }) => all)

export const inRace = flow("in-race", { input: Schema.Struct({ ms: Schema.Number }) })
  .race("first", {
    all: (b) => b.child("all", everything),
    quick: (b) => b.step("quick", works, ({ input }) => input.ms),
  })
  .step("after", note, () => "after")
  .returns(({ first }) => first.branch)

const run = await meaningOf(everything, import.meta.filename)

const provide = everybody({ "trip.warm.baked.answered": { answer: "yes", afterMs: 5 } })
const apart = "trip.warm.baked.undone.try.short"
const whole = await run(undefined, { provide })
const times = [...new Set(whole.events.map((event) => Number(event.split(" ")[0])))]

it("runs through every verb when it is not cancelled", () => {
  expect(whole.exit).toEqual(Exit.succeed(5))
  expect(whole.effects.filter((effect) => effect.endsWith("undoes"))).toEqual([
    "trip.warm.baked.undone.try.short.book.compensate undoes",
  ])
  expect(times.length).toBeGreaterThan(30)
})

it("ends cleanly when it is cancelled at any moment at which something happens", async () => {
  for (const time of times.slice(0, -1)) {
    const ended = await run(undefined, { provide, cancelAtMs: time })
    expectCancelled(ended)
    expectCleanEnd(ended, apart)
  }
})

it("ends cleanly when it is cancelled between any two of these moments", async () => {
  for (const time of times.slice(1)) {
    const ended = await run(undefined, { provide, cancelAtMs: time - 0.5 })
    expectCancelled(ended)
    expectCleanEnd(ended, apart)
  }
})

it("ends cleanly when it is cancelled by whoever watches, after any event", async () => {
  for (let count = 1; count < whole.events.length; count++) {
    const ended = await run(undefined, { provide, cancelAfterEvents: count })
    expectCancelled(ended)
    expectCleanEnd(ended, apart)
  }
})

it("ends cleanly when it is cancelled from inside, by any activity, compensation or resource", async () => {
  for (const [index, effect] of whole.effects.slice(0, -1).entries()) {
    // An Effect that is interrupted by its own last act has not succeeded, so that nothing is to be undone.
    if (effect.endsWith("is booked")) continue
    const ended = await run(undefined, { provide, cancelAfterEffects: index + 1, durable: "otherwise" })
    expectCancelled(ended)
    expectCleanEnd(ended, apart)
  }
})

it("ends cleanly when a sibling fails at any moment, and then fails as it did", async () => {
  const runBeside = await meaningOf(besideFailure, import.meta.filename)
  for (const ms of times.slice(0, -1)) {
    const ended = await runBeside({ ms }, { provide })
    expect(ended.exit).toEqual(Exit.fail(new Refused({ by: "bad.bad" })))
    expectCleanEnd(ended, apart)
  }
})

it("ends cleanly when it loses a race at any moment, before anything else happens", async () => {
  const runInRace = await meaningOf(inRace, import.meta.filename)
  for (const ms of times.slice(0, -1)) {
    const ended = await runInRace({ ms }, { provide })
    expect(ended.exit).toEqual(Exit.succeed("quick"))
    expect(ended.effects.at(-1)).toBe("after")
    expectCleanEnd(ended, apart)
  }
})
