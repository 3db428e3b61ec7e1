import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { adds, announces, books, full, takesLonger } from "./activities.ts"

/** Waits for moments and for somebody outside. */

const Payment = Schema.Struct({ amount: Schema.Number })
const Decision = Schema.Struct({ approved: Schema.Boolean })

export const waitSleeps = flow("wait-sleeps")
  .sleep("short", 8)
  .step("one", adds, () => 1)
  .sleep("none", 0)
  .sleep("long", 40)
  .step("two", adds, ({ one }) => one)
  .returns(({ two }) => two)

export const waitUntil = flow("wait-until", { input: Schema.Struct({ untilMs: Schema.Number }) })
  .sleep("past", ({ input }) => new Date(input.untilMs))
  .step("one", adds, () => 1)
  .returns(({ one }) => one)

export const waitsAtOnce = flow("waits-at-once")
  .parallel({
    a: (b) => b.sleep("wait", 30).step("one", adds, () => 1),
    b: (b) => b.sleep("wait", 5).step("one", adds, () => 2),
    c: (b) => b.step("one", takesLonger, () => 3).sleep("wait", 5),
  })
  .returns(({ a, b }) => [a, b])

export const waitSignal = flow("wait-signal")
  .step("before", adds, () => 1)
  .signal("paid", { payload: Payment })
  .step("after", adds, ({ paid }) => paid.amount)
  .returns(({ after }) => after)

export const waitSignals = flow("wait-signals")
  .loop("rounds", {
    initial: () => 0,
    body: (b) => b.signal("paid", { payload: Payment }).step("note", adds, ({ state, paid }) => state + paid.amount),
    until: (_state, iteration) => iteration >= 3,
    max: 3,
  })
  .returns(({ rounds }) => rounds)

export const waitSignalDeadline = flow("wait-signal-deadline")
  .signal("paid", { payload: Payment, deadline: 20, onDeadline: (b) => b.step("late", adds, () => 5) })
  .returns(({ paid }) => (typeof paid === "number" ? paid : "paid"))

export const waitSignalFails = flow("wait-signal-fails")
  .step("before", adds, () => 1)
  .signal("paid", { payload: Payment, deadline: 20 })
  .returns(({ paid }) => paid.amount)

export const waitSignalInTime = flow("wait-signal-in-time")
  .signal("paid", { payload: Payment, deadline: "1 hour", onDeadline: (b) => b.step("late", adds, () => 5) })
  .returns(({ paid }) => (typeof paid === "number" ? paid : paid.amount))

export const waitHuman = flow("wait-human")
  .step("before", adds, () => 1)
  .human("review", { form: Decision, show: ({ before }) => ({ before }), assignees: ["ada"] })
  .step("after", adds, ({ review }) => (review.approved ? 1 : 0))
  .returns(({ after }) => after)

export const waitHumanDeadline = flow("wait-human-deadline")
  .human("review", { form: Decision, deadline: 20, onDeadline: (b) => b.step("escalated", adds, () => 1) })
  .returns(({ review }) => (typeof review === "number" ? review : "answered"))

export const waitHumans = flow("wait-humans")
  .forEach(
    "reviews",
    () => ["ada", "grace"],
    (b) =>
      b
        .human("review", { form: Decision, deadline: "1 hour" })
        .step("note", adds, ({ review }) => (review.approved ? 1 : 0)),
    { concurrency: 2, key: (who) => who },
  )
  .returns(({ reviews }) => reviews)

export const waitRace = flow("wait-race")
  .race("first", {
    paid: (b) => b.signal("paid", { payload: Payment }).returns(({ paid }) => paid.amount),
    timer: (b) => b.sleep("late", "1 hour").let("none", () => 0),
  })
  .step("after", adds, ({ first }) => first.value)
  .returns(({ first, after }) => [first.branch, after])

export const waitTimeout = flow("wait-timeout", { timeout: 60 })
  .sleep("short", 5)
  .sleep("long", "1 hour")
  .step("never", adds, () => 1)
  .returns(({ never }) => never)

export const waitWebhook = flow("wait-webhook")
  .step("before", adds, () => 1)
  .webhook("called", { payload: Payment, announce: announces, verify: ({ headers }) => headers["x-key"] === "secret" })
  .step("after", adds, ({ called }) => called.amount)
  .returns(({ after }) => after)

export const waitWebhookDeadline = flow("wait-webhook-deadline")
  .webhook("called", {
    payload: Payment,
    announce: announces,
    deadline: 60,
    onDeadline: (b) => b.step("late", adds, () => 5),
  })
  .returns(({ called }) => (typeof called === "number" ? called : "called"))

export const waitWebhookInSaga = flow("wait-webhook-in-saga")
  .saga("trip", (b) =>
    b
      .step("train", books, () => "Rome")
      .webhook("called", { payload: Payment, announce: announces, deadline: "1 hour" })
      .step("room", full, () => "Turin"),
  )
  .returns(({ trip }) => trip)
