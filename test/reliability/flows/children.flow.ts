import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { adds, books, full } from "./activities.ts"

/** Executions inside of executions. */

export const inner = flow("inner", { input: Schema.Struct({ n: Schema.Number }) })
  .step("one", adds, ({ input }) => input.n)
  .sleep("wait", 5)
  .step("two", adds, ({ one }) => one)
  .returns(({ two }) => two)

export const innerFails = flow("inner-fails")
  .step("one", adds, () => 1)
  .step("room", full, () => "Turin")
  .returns(({ room }) => room)

export const innerSaga = flow("inner-saga")
  .saga("trip", (b) =>
    b
      .step("train", books, () => "Rome")
      .sleep("long", "1 hour")
      .step("never", adds, () => 1),
  )
  .returns(({ trip }) => trip)

export const middle = flow("middle")
  .child("inner", inner, () => ({ n: 5 }))
  .step("after", adds, ({ inner }) => inner)
  .returns(({ after }) => after)

export const childOnce = flow("child-once")
  .child("inner", inner, () => ({ n: 1 }))
  .step("after", adds, ({ inner }) => inner)
  .returns(({ after }) => after)

export const innerSleeps = flow("inner-sleeps")
  .step("one", adds, () => 1)
  .sleep("wait", 60)
  .step("two", adds, ({ one }) => one)
  .returns(({ two }) => two)

export const childSleeps = flow("child-sleeps")
  .child("inner", innerSleeps)
  .step("after", adds, ({ inner }) => inner)
  .returns(({ after }) => after)

export const childFails = flow("child-fails")
  .try("safe", (b) => b.child("inner", innerFails), {
    Full: (b) => b.step("note", adds, ({ error }) => error.town.length),
  })
  .returns(({ safe }) => safe)

export const childFailsIt = flow("child-fails-it")
  .child("inner", innerFails)
  .returns(({ inner }) => inner)

export const childItems = flow("child-items")
  .forEach(
    "each",
    () => [1, 2, 3],
    (b) => b.child("inner", inner, ({ item }) => ({ n: item })),
    {
      concurrency: 2,
      key: (item) => String(item),
    },
  )
  .returns(({ each }) => each)

export const childOfChild = flow("child-of-child")
  .child("middle", middle)
  .returns(({ middle }) => middle)

export const childUndone = flow("child-undone")
  .try(
    "safe",
    (b) =>
      b
        .parallel({
          trip: (p) => p.child("inner", innerSaga),
          room: (p) => p.sleep("pause", 25).step("book", full, () => "Turin"),
        })
        .returns(({ trip }) => trip),
    { Full: (b) => b.step("note", adds, () => 1) },
  )
  .returns(({ safe }) => safe)

const Payment = Schema.Struct({ amount: Schema.Number })
const Decision = Schema.Struct({ approved: Schema.Boolean })

export const innerAsks = flow("inner-asks")
  .human("review", { form: Decision })
  .step("note", adds, ({ review }) => (review.approved ? 1 : 0))
  .returns(({ note }) => note)

export const childAsks = flow("child-asks")
  .child("inner", innerAsks)
  .returns(({ inner }) => inner)

export const innerExpects = flow("inner-expects")
  .signal("paid", { payload: Payment, deadline: 20, onDeadline: (b) => b.step("late", adds, () => 5) })
  .returns(({ paid }) => (typeof paid === "number" ? paid : paid.amount))

export const childExpects = flow("child-expects")
  .child("inner", innerExpects)
  .step("after", adds, ({ inner }) => inner)
  .returns(({ after }) => after)
