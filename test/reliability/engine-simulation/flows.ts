import { flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { schedule } from "@millrace/runtime/durable"
import type { DurableRunner, Schedule } from "@millrace/runtime/durable"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { announces, books, fails, flaky, gets, needy, works } from "./activities.ts"
import { here } from "./world.ts"

/** Small workflows that have every verb that waits. */

/** What each of them is given. */
export interface Given {
  /** How long its steps take. */
  readonly ms: number
  /** How long it sleeps. */
  readonly sleepMs: number
  /** How many of its attempts fail. */
  readonly fails: number
}

const input = Schema.Struct({ ms: Schema.Number, sleepMs: Schema.Number, fails: Schema.Number })
const Numbered = Schema.Struct({ n: Schema.Number })
type Numbered = typeof Numbered.Type
const numberOf = (given: Numbered | number): number => (typeof given === "number" ? given : given.n)

const paid = flow("paid", { input })
  .step("before", works, ({ input }) => ({ n: 1, ms: input.ms }))
  .signal("paid", {
    payload: Numbered,
    deadline: "20 seconds",
    onDeadline: (b) => b.step("late", works, () => ({ n: 0, ms: 1 })),
  })
  .step("after", gets, ({ paid }) => numberOf(paid))
  .returns(({ after }) => after)

const paidInTheEnd = flow("paid-in-the-end", { input })
  .signal("paid", { payload: Numbered })
  .step("after", gets, ({ paid }) => paid.n)
  .returns(({ after }) => after)

const asked = flow("asked", { input })
  .human("review", {
    form: Numbered,
    deadline: "15 seconds",
    onDeadline: (b) => b.step("late", works, () => ({ n: 0, ms: 1 })),
  })
  .step("after", gets, ({ review }) => numberOf(review))
  .returns(({ after }) => after)

const askedInTheEnd = flow("asked-in-the-end", { input })
  .step("before", works, ({ input }) => ({ n: 1, ms: input.ms }))
  .human("review", { form: Numbered })
  .step("after", gets, ({ review }) => review.n)
  .returns(({ after }) => after)

const called = flow("called", { input })
  .webhook("call", {
    payload: Numbered,
    announce: announces,
    deadline: "15 seconds",
    onDeadline: (b) => b.step("late", works, () => ({ n: 0, ms: 1 })),
  })
  .step("after", gets, ({ call }) => numberOf(call))
  .returns(({ after }) => after)

const calledInTheEnd = flow("called-in-the-end", { input })
  .webhook("call", { payload: Numbered, announce: announces, verify: ({ headers }) => headers["x-key"] === "good" })
  .step("after", gets, ({ call }) => call.n)
  .returns(({ after }) => after)

const naps = flow("naps", { input })
  .sleep("first", ({ input }) => input.sleepMs)
  .step("between", works, ({ input }) => ({ n: 1, ms: input.ms }))
  .parallel({
    long: (b) => b.sleep("nap", ({ input }) => input.sleepMs * 2).step("one", works, () => ({ n: 1, ms: 1 })),
    short: (b) => b.sleep("nap", 10).step("one", works, () => ({ n: 2, ms: 1 })),
  })
  .returns(({ long, short }) => long + short)

const inner = flow("inner", { input })
  .step("before", works, ({ input }) => ({ n: 1, ms: input.ms }))
  .signal("paid", { payload: Numbered })
  .step("after", gets, ({ paid }) => paid.n)
  .returns(({ after }) => after)

const innerAsks = flow("inner-asks", { input })
  .saga("trip", (b) =>
    b
      .step("one", books, ({ input }) => input.ms)
      .human("review", { form: Numbered, deadline: "20 seconds" })
      .step("two", gets, ({ review }) => review.n),
  )
  .returns(({ trip }) => trip)

const family = flow("family", { input })
  .child("inner", inner, ({ input }) => input)
  .sleep("pause", ({ input }) => input.sleepMs)
  .step("after", works, ({ input }) => ({ n: 1, ms: input.ms }))
  .returns(({ inner, after }) => inner + after)

const families = flow("families", { input })
  .parallel({
    asks: (b) => b.child("inner", innerAsks, ({ input }) => input),
    naps: (b) => b.child("inner", naps, ({ input }) => input),
  })
  .returns(({ naps }) => naps)

const races = flow("races", { input })
  .race("first", {
    paid: (b) => b.signal("paid", { payload: Numbered }).returns(({ paid }) => paid.n),
    review: (b) => b.human("review", { form: Numbered }).returns(({ review }) => review.n),
    timer: (b) => b.sleep("late", "12 seconds").let("none", () => 0),
  })
  .step("after", gets, ({ first }) => first.value)
  .returns(({ after }) => after)

const trip = flow("trip", { input })
  .saga("trip", (b) =>
    b
      .step("train", books, ({ input }) => input.ms)
      .sleep("pause", ({ input }) => input.sleepMs)
      .step("hotel", books, ({ input }) => input.ms)
      .signal("paid", { payload: Numbered, deadline: "10 seconds" })
      .step("got", gets, ({ paid }) => paid.n),
  )
  .returns(({ trip }) => trip)

const undone = flow("undone", { input })
  .saga("trip", (b) =>
    b
      .parallel({
        train: (p) => p.sleep("pause", ({ input }) => input.sleepMs).step("book", books, ({ input }) => input.ms * 3),
        hotel: (p) => p.step("book", books, ({ input }) => input.ms),
        room: (p) => p.sleep("pause", 400).step("book", fails, ({ input }) => input.ms),
      })
      .returns(({ train }) => train),
  )
  .returns(({ trip }) => trip)

const rounds = flow("rounds", { input })
  .loop("rounds", {
    initial: () => 0,
    body: (b) =>
      b
        .signal("paid", { payload: Numbered })
        .step("note", gets, ({ paid }) => paid.n)
        .returns(({ state }) => state + 1),
    until: (state) => state >= 3,
    max: 3,
  })
  .returns(({ rounds }) => rounds)

const rows = flow("rows", { input })
  .forEach(
    "rows",
    () => ["ada", "grace", "mary"],
    (b) =>
      b
        .human("review", {
          form: Numbered,
          deadline: "15 seconds",
          onDeadline: (d) => d.step("late", works, () => ({ n: 0, ms: 1 })),
        })
        .step("note", gets, ({ review }) => numberOf(review)),
    { concurrency: 2, key: (who) => who },
  )
  .returns(({ rows }) => rows.length)

const stubborn = flow("stubborn", { input })
  .step("try", flaky, ({ input }) => ({ fails: input.fails, ms: input.ms }), {
    retry: { maximumAttempts: 4, initialInterval: 1_500, backoffCoefficient: 2 },
  })
  .returns(({ try: came }) => came)

const hurried = flow("hurried", { input })
  .step("try", flaky, ({ input }) => ({ fails: 9, ms: input.ms }), {
    deadline: "12 seconds",
    retry: { maximumAttempts: 9, initialInterval: 1_500, backoffCoefficient: 1.5 },
  })
  .returns(({ try: came }) => came)

const mended = flow("mended", { input })
  .step("before", works, ({ input }) => ({ n: 1, ms: input.ms }))
  .parallel({
    need: (b) => b.step("need", needy, ({ input }) => input.ms),
    beside: (b) => b.sleep("pause", ({ input }) => input.sleepMs).step("one", works, () => ({ n: 1, ms: 5 })),
  })
  .signal("paid", { payload: Numbered, deadline: "10 seconds" })
  .step("after", gets, ({ paid }) => paid.n)
  .returns(({ after }) => after)

const limited = flow("limited", { input, timeout: "25 seconds" })
  .saga("trip", (b) =>
    b
      .step("train", books, ({ input }) => input.ms)
      .signal("paid", { payload: Numbered })
      .step("got", gets, ({ paid }) => paid.n)
      .sleep("pause", ({ input }) => input.sleepMs)
      .human("review", { form: Numbered })
      .step("read", gets, ({ review }) => review.n),
  )
  .returns(({ trip }) => trip)

/** Counts the lives of a process while they last. */
const counted = Layer.effectDiscard(
  Effect.acquireRelease(
    Effect.sync(() => {
      const { process, broken } = here()
      if (process === undefined) throw new Error("an execution has a life outside of a process")
      process.lives += 1
      if (process.lives > process.maximumExecutions) broken.add(`${process.lives} executions ran at once`)
      return process
    }),
    (process) =>
      Effect.sync(() => {
        process.lives -= 1
      }),
  ),
)

/** A workflow, and what somebody outside can do for it. */
export interface Subject {
  readonly runner: DurableRunner<Given>
  /** The signals that it waits for. */
  readonly signals: ReadonlyArray<string>
  /** Its children that somebody may cancel by themselves. */
  readonly children: ReadonlyArray<string>
}

/** All that are started; their children have no runner here that anybody else knows. */
export const subjects: ReadonlyArray<Subject> = [
  { runner: interpret(paid).provide(counted), signals: ["paid"], children: [] },
  { runner: interpret(paidInTheEnd).provide(counted), signals: ["paid"], children: [] },
  { runner: interpret(asked).provide(counted), signals: [], children: [] },
  { runner: interpret(askedInTheEnd).provide(counted), signals: [], children: [] },
  { runner: interpret(called).provide(counted), signals: [], children: [] },
  { runner: interpret(calledInTheEnd).provide(counted), signals: [], children: [] },
  { runner: interpret(naps).provide(counted), signals: [], children: [] },
  { runner: interpret(family).provide(counted), signals: ["inner.paid"], children: ["inner"] },
  { runner: interpret(families).provide(counted), signals: [], children: ["asks.inner", "naps.inner"] },
  { runner: interpret(races).provide(counted), signals: ["paid"], children: [] },
  { runner: interpret(trip).provide(counted), signals: ["paid"], children: [] },
  { runner: interpret(undone).provide(counted), signals: [], children: [] },
  { runner: interpret(rounds).provide(counted), signals: ["paid"], children: [] },
  { runner: interpret(rows).provide(counted), signals: [], children: [] },
  { runner: interpret(stubborn).provide(counted), signals: [], children: [] },
  { runner: interpret(hurried).provide(counted), signals: [], children: [] },
  { runner: interpret(mended).provide(counted), signals: ["paid"], children: [] },
  { runner: interpret(limited).provide(counted), signals: ["paid"], children: [] },
]

/** How the schedule is called, and how often it is due. */
export const scheduleName = "often"
export const scheduleMs = 15_000

/** Starts naps by the clock, and makes up for all that nobody has looked for. */
export const often: Schedule = schedule({
  name: scheduleName,
  cron: "*/15 * * * * *",
  runner: interpret(naps).provide(counted),
  input: { ms: 5, sleepMs: 40, fails: 0 },
  overlap: "allow",
  catchUp: "all",
})
