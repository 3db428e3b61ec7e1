import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { adds, books, booksSlowly, flaky, full, hangs, lamp } from "./activities.ts"
import { innerSaga } from "./children.flow.ts"

/** What somebody cancels while it does one thing or another, when its step 'mark' has been made. */

const Payment = Schema.Struct({ amount: Schema.Number })
const Decision = Schema.Struct({ approved: Schema.Boolean })

export const cancelInStep = flow("cancel-in-step")
  .step("mark", adds, () => 1)
  .step("long", hangs, () => 1)
  .returns(({ long }) => long)

export const cancelInBackoff = flow("cancel-in-backoff")
  .step("mark", adds, () => 1)
  .step("came", flaky, () => ({ failures: 9 }), { retry: { maximumAttempts: 9, initialInterval: "1 hour" } })
  .returns(({ came }) => came)

export const cancelInSleep = flow("cancel-in-sleep")
  .saga("trip", (b) =>
    b
      .step("train", books, () => "Rome")
      .step("mark", adds, () => 1)
      .sleep("long", "1 hour"),
  )
  .returns(() => "slept")

export const cancelInSignal = flow("cancel-in-signal")
  .saga("trip", (b) =>
    b
      .step("train", books, () => "Rome")
      .step("mark", adds, () => 1)
      .signal("paid", { payload: Payment }),
  )
  .returns(({ trip }) => trip.amount)

export const cancelInHuman = flow("cancel-in-human")
  .step("mark", adds, () => 1)
  .human("review", { form: Decision })
  .returns(({ review }) => review.approved)

export const cancelInRace = flow("cancel-in-race")
  .saga("trip", (b) =>
    b.race("first", {
      long: (r) =>
        r
          .step("train", books, () => "Rome")
          .step("mark", adds, () => 1)
          .step("one", hangs, () => 1),
      wait: (r) => r.sleep("wait", "1 hour").let("none", () => 0),
    }),
  )
  .returns(({ trip }) => trip.branch)

export const cancelInParallel = flow("cancel-in-parallel")
  .saga("trip", (b) =>
    b
      .parallel({
        one: (p) => p.step("train", books, () => "Rome").sleep("wait", "1 hour"),
        two: (p) => p.step("mark", adds, () => 1).step("long", hangs, () => 1),
      })
      .returns(({ two }) => two),
  )
  .returns(({ trip }) => trip)

export const cancelInForEach = flow("cancel-in-for-each")
  .saga("trip", (b) =>
    b.forEach(
      "stays",
      () => ["mark", "Oslo"],
      (f) =>
        f
          .step("book", books, ({ item }) => item)
          .step("mark", adds, () => 1)
          .sleep("wait", "1 hour"),
      { concurrency: 2, key: (town) => town },
    ),
  )
  .returns(({ trip }) => trip.length)

export const cancelInLoop = flow("cancel-in-loop")
  .saga("trip", (b) =>
    b.loop("days", {
      initial: () => 0,
      body: (l) =>
        l
          .step("book", books, ({ state }) => `town ${state}`)
          .when(
            "second",
            ({ state }) => state === 1,
            (w) => w.step("mark", adds, () => 1).step("long", hangs, () => 1),
          )
          .returns(({ state }) => state + 1),
      until: (state) => state >= 5,
      max: 5,
    }),
  )
  .returns(({ trip }) => trip)

export const cancelInUse = flow("cancel-in-use")
  .use("lit", lamp, (b) =>
    b.saga("trip", (s) =>
      s
        .step("train", books, () => "Rome")
        .step("mark", adds, () => 1)
        .step("long", hangs, () => 1),
    ),
  )
  .returns(({ lit }) => lit)

export const cancelInHandler = flow("cancel-in-handler")
  .try("safe", (b) => b.saga("trip", (s) => s.step("train", books, () => "Rome").step("room", full, () => "Turin")), {
    Full: (h) =>
      h
        .step("mark", adds, () => 1)
        .sleep("wait", "1 hour")
        .let("none", () => "none"),
  })
  .returns(({ safe }) => safe)

export const cancelInGraph = flow("cancel-in-graph")
  .saga("trip", (b) =>
    b
      .graph((g) =>
        g
          .node("a", { needs: [] }, (n) => n.step("train", books, () => "Rome"))
          .node("b", { needs: ["a"] }, (n) => n.step("mark", adds, () => 1).step("long", hangs, () => 1))
          .node("c", { needs: [] }, (n) => n.sleep("wait", "1 hour").let("none", () => 0)),
      )
      .returns(({ b }) => b),
  )
  .returns(({ trip }) => trip)

export const cancelInChild = flow("cancel-in-child")
  .parallel({
    trip: (p) => p.child("inner", innerSaga),
    two: (p) =>
      p
        .sleep("pause", 30)
        .step("mark", adds, () => 1)
        .sleep("wait", "1 hour"),
  })
  .returns(({ trip }) => trip)

export const cancelInUndo = flow("cancel-in-undo")
  .saga("trip", (b) =>
    b
      .step("train", booksSlowly, () => "Rome")
      .step("mark", adds, () => 1)
      .step("room", full, () => "Turin"),
  )
  .returns(({ trip }) => trip)

export const cancelLateSuccess = flow("cancel-late-success")
  .saga("trip", (b) =>
    b
      .step("mark", adds, () => 1)
      .step("train", booksSlowly, () => "Rome")
      .sleep("wait", "1 hour"),
  )
  .returns(() => "slept")
