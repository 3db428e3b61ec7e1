import { flow } from "@millrace/dsl"
import * as Result from "effect/Result"
import {
  adds,
  addsInEffect,
  breaks,
  computes,
  dates,
  flaky,
  full,
  gives,
  hangsAtFirst,
  letters,
  puts,
} from "./activities.ts"

/** Steps, decisions, loops, failures: one thing after the other. */

export const rowSteps = flow("row-steps")
  .step("one", adds, () => 1)
  .step("two", gives, ({ one }) => one)
  .step("three", addsInEffect, ({ two }) => two)
  .let("sum", ({ one, two, three }) => one + two + three)
  .returns(({ sum }) => sum)

export const rowSkipped = flow("row-skipped")
  .step("one", adds, () => 1, { when: () => false })
  .step("two", adds, () => 1, { when: ({ one }) => one === undefined })
  .returns(({ one, two }) => ({ one: one ?? "skipped", two }))

export const rowContinues = flow("row-continues")
  .step("room", full, () => "Turin", { onFailure: "continue" })
  .step("after", adds, ({ room }) => (Result.isFailure(room) ? 10 : 20))
  .returns(({ after }) => after)

export const rowSchema = flow("row-schema")
  .step("when", dates, () => "2026-11-27T12:00:00.000Z")
  .step("year", adds, ({ when }) => when.on.getUTCFullYear() + (when.by.get("train") ?? 0))
  .returns(({ year }) => year)

export const rowRetries = flow("row-retries")
  .step("came", flaky, () => ({ failures: 2 }), {
    retry: { maximumAttempts: 4, initialInterval: 4, backoffCoefficient: 2, maximumInterval: 6 },
  })
  .step("after", adds, ({ came }) => came)
  .returns(({ after }) => after)

export const rowRetriesExhausted = flow("row-retries-exhausted")
  .step("came", flaky, () => ({ failures: 9 }), { retry: { maximumAttempts: 3, initialInterval: 3 } })
  .returns(({ came }) => came)

export const rowFinalFailure = flow("row-final-failure")
  .step("came", flaky, () => ({ failures: 9, tag: "Closed" as const }), {
    retry: { maximumAttempts: 5, initialInterval: 3, nonRetryable: ["Closed"] },
  })
  .returns(({ came }) => came)

export const rowRetriedDefects = flow("row-retried-defects")
  .step("came", breaks, () => 1, { retry: { maximumAttempts: 3, initialInterval: 3, retryDefects: true } })
  .returns(({ came }) => came)

export const rowJitter = flow("row-jitter")
  .step("came", flaky, () => ({ failures: 1 }), { retry: { maximumAttempts: 3, initialInterval: 5, jitter: 0.5 } })
  .returns(({ came }) => came)

export const rowTimeout = flow("row-timeout")
  .step("came", hangsAtFirst, () => 1, { timeout: 25, retry: { maximumAttempts: 3, initialInterval: 2 } })
  .returns(({ came }) => came)

export const rowTimeouts = flow("row-timeouts")
  .step("came", hangsAtFirst, () => 9, { timeout: 12, retry: { maximumAttempts: 2, initialInterval: 2 } })
  .returns(({ came }) => came)

export const rowDeadline = flow("row-deadline")
  .step("came", flaky, () => ({ failures: 99 }), {
    deadline: 40,
    retry: { maximumAttempts: 9, initialInterval: 60_000, backoffCoefficient: 1 },
  })
  .returns(({ came }) => came)

export const rowDeadlineKept = flow("row-deadline-kept")
  .step("came", flaky, () => ({ failures: 1 }), {
    deadline: "1 minute",
    retry: { maximumAttempts: 3, initialInterval: 3 },
  })
  .returns(({ came }) => came)

export const rowFlowRetry = flow("row-flow-retry", { retry: { maximumAttempts: 3, initialInterval: 3 } })
  .step("came", flaky, () => ({ failures: 1 }))
  .returns(({ came }) => came)

export const rowRateLimited = flow("row-rate-limited")
  .step("one", adds, () => 1, { rateLimit: letters })
  .step("two", adds, ({ one }) => one, { rateLimit: letters })
  .returns(({ two }) => two)

export const rowRecomputed = flow("row-recomputed")
  .step("twice", computes, () => 21)
  .step("one", adds, ({ twice }) => twice)
  .step("again", computes, ({ one }) => one)
  .step("put", puts, ({ again }) => again)
  .returns(({ put }) => put)

export const rowCached = flow("row-cached")
  .loop("rounds", {
    initial: () => 0,
    body: (b) =>
      b.step("rate", puts, () => 5, { cache: { ttl: "1 minute" } }).returns(({ state, rate }) => state + rate),
    until: (state) => state >= 15,
    max: 5,
  })
  .step("after", adds, ({ rounds }) => rounds)
  .returns(({ after }) => after)

export const rowDefect = flow("row-defect")
  .step("one", adds, () => 1)
  .step("came", breaks, () => 9)
  .returns(({ came }) => came)

export const rowFails = flow("row-fails")
  .step("one", adds, () => 1)
  .step("room", full, () => "Oslo")
  .returns(({ room }) => room)

export const rowWhen = flow("row-when")
  .step("one", adds, () => 1)
  .when(
    "large",
    ({ one }) => one > 1,
    (b) => b.step("yes", adds, ({ one }) => one),
    (b) => b.step("no", adds, () => 0),
  )
  .returns(({ large }) => large)

export const rowOtherwise = flow("row-otherwise")
  .step("one", adds, () => 1)
  .when(
    "large",
    ({ one }) => one > 100,
    (b) => b.step("yes", adds, ({ one }) => one),
  )
  .when(
    "small",
    ({ large }) => large !== undefined,
    (b) => b.step("yes", adds, () => 1),
    (b) => b.step("no", adds, () => 7),
  )
  .returns(({ small }) => small)

export const rowMatch = flow("row-match")
  .step("one", adds, () => 1)
  .match("kind", ({ one }): "odd" | "even" => (one % 2 === 0 ? "even" : "odd"), {
    odd: (b) => b.step("came", adds, () => 1),
    even: (b) => b.step("came", adds, () => 2).step("more", adds, ({ came }) => came),
  })
  .returns(({ kind }) => kind)

export const rowLoop = flow("row-loop")
  .loop("rounds", {
    initial: () => 0,
    body: (b) => b.step("one", adds, ({ state }) => state),
    until: (state) => state >= 3,
    max: 5,
  })
  .returns(({ rounds }) => rounds)

export const rowLoopExhausted = flow("row-loop-exhausted")
  .loop("rounds", {
    initial: () => 0,
    body: (b) => b.step("one", adds, ({ state }) => state),
    while: (state) => state < 99,
    max: 2,
  })
  .returns(({ rounds }) => rounds)

export const rowLoopGoesOn = flow("row-loop-goes-on")
  .loop("rounds", {
    initial: () => 0,
    body: (b) => b.step("one", adds, ({ state }) => state),
    until: (state) => state > 99,
    max: 2,
    onExhausted: "continue",
  })
  .step("after", adds, ({ rounds }) => rounds)
  .returns(({ after }) => after)

export const rowTry = flow("row-try")
  .try("booked", (b) => b.step("room", full, () => "Oslo"), {
    Full: (b) => b.step("note", adds, ({ error }) => error.town.length),
  })
  .returns(({ booked }) => booked)

export const rowTryOther = flow("row-try-other")
  .try("booked", (b) => b.step("room", flaky, () => ({ failures: 9, tag: "Closed" as const })), {
    Full: (b) => b.step("note", adds, () => 1),
  })
  .returns(({ booked }) => booked)

export const rowTryInTry = flow("row-try-in-try")
  .try(
    "outer",
    (b) =>
      b.try("inner", (i) => i.step("room", full, () => "Oslo"), {
        Full: (h) => h.step("note", adds, () => 1).step("room", flaky, () => ({ failures: 9, tag: "Closed" as const })),
      }),
    { Closed: (h) => h.step("note", adds, () => 5) },
  )
  .returns(({ outer }) => outer)
