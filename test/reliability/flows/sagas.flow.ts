import { flow } from "@millrace/dsl"
import {
  adds,
  books,
  booksForGood,
  booksSlowly,
  booksStubbornly,
  full,
  givesBack,
  hangs,
  lamp,
  takesLonger,
} from "./activities.ts"

/** What is undone when it fails. */

export const sagaKept = flow("saga-kept")
  .saga("trip", (b) => b.step("train", books, () => "Rome").step("hotel", books, () => "Oslo"))
  .step("after", adds, () => 1)
  .returns(({ trip, after }) => [trip, after])

export const sagaUndone = flow("saga-undone")
  .saga("trip", (b) =>
    b
      .step("train", books, () => "Rome")
      .step("hotel", books, () => "Oslo")
      .step("room", full, () => "Turin"),
  )
  .returns(({ trip }) => trip)

export const sagaInnerKept = flow("saga-inner-kept")
  .saga("outer", (b) =>
    b
      .step("one", books, () => "Rome")
      .saga("inner", (i) => i.step("two", books, () => "Oslo"))
      .step("room", full, () => "Turin"),
  )
  .returns(({ outer }) => outer)

export const sagaInnerFails = flow("saga-inner-fails")
  .saga("outer", (b) =>
    b
      .step("one", books, () => "Rome")
      .saga("inner", (i) => i.step("two", books, () => "Oslo").step("room", full, () => "Turin")),
  )
  .returns(({ outer }) => outer)

export const sagaInnerHandled = flow("saga-inner-handled")
  .saga("outer", (b) =>
    b
      .step("one", books, () => "Rome")
      .try(
        "safe",
        (t) => t.saga("inner", (i) => i.step("two", books, () => "Oslo").step("room", full, () => "Turin")),
        {
          Full: (h) => h.step("three", books, () => "Bern"),
        },
      )
      .step("four", books, () => "Wien"),
  )
  .returns(({ outer }) => outer)

export const sagaInTry = flow("saga-in-try")
  .try("safe", (t) => t.saga("trip", (b) => b.step("train", books, () => "Rome").step("room", full, () => "Turin")), {
    Full: (h) => h.step("note", adds, () => 1),
  })
  .returns(({ safe }) => safe)

export const sagaBeside = flow("saga-beside")
  .saga("trip", (b) =>
    b
      .parallel({
        late: (p) => p.step("wait", takesLonger, () => 1).step("train", books, () => "Rome"),
        early: (p) => p.step("hotel", books, () => "Oslo"),
      })
      .step("room", full, () => "Turin"),
  )
  .returns(({ trip }) => trip)

export const sagaLateSuccess = flow("saga-late-success")
  .saga("trip", (b) =>
    b
      .parallel({
        room: (p) => p.step("book", full, () => "Turin"),
        train: (p) => p.step("book", booksSlowly, () => "Rome"),
      })
      .returns(({ train }) => train),
  )
  .returns(({ trip }) => trip)

export const sagaStubborn = flow("saga-stubborn")
  .saga("trip", (b) =>
    b
      .step("train", booksStubbornly, () => "Rome")
      .step("hotel", books, () => "Oslo")
      .step("room", full, () => "Turin"),
  )
  .returns(({ trip }) => trip)

export const sagaForGood = flow("saga-for-good")
  .saga("trip", (b) =>
    b
      .step("train", books, () => "Rome")
      .step("hotel", booksForGood, () => "Oslo")
      .step("room", full, () => "Turin"),
  )
  .returns(({ trip }) => trip)

export const sagaOwnUndo = flow("saga-own-undo")
  .saga("trip", (b) =>
    b
      .step("hold", adds, () => 1, { compensate: { activity: givesBack, map: ({ hold }) => ({ n: hold }) } })
      .step("more", adds, ({ hold }) => hold, { compensate: { activity: givesBack, map: ({ more }) => ({ n: more }) } })
      .step("room", full, () => "Turin"),
  )
  .returns(({ trip }) => trip)

export const sagaItems = flow("saga-items")
  .saga("trip", (b) =>
    b
      .forEach(
        "stays",
        () => ["Rome", "Oslo", "Bern"],
        (f) => f.step("book", books, ({ item }) => item),
        {
          concurrency: 2,
          key: (town) => town,
        },
      )
      .step("room", full, () => "Turin"),
  )
  .returns(({ trip }) => trip)

export const sagaInLoop = flow("saga-in-loop")
  .saga("trip", (b) =>
    b
      .loop("days", {
        initial: () => 0,
        body: (l) => l.step("book", books, ({ state }) => `town ${state}`).returns(({ state }) => state + 1),
        until: (state) => state >= 2,
        max: 2,
      })
      .step("room", full, () => "Turin"),
  )
  .returns(({ trip }) => trip)

export const sagaWithResource = flow("saga-with-resource")
  .saga("trip", (b) =>
    b.use("lit", lamp, (u) =>
      u
        .step("train", books, ({ resource }) => `town ${resource.light}`)
        .saga("inner", (i) => i.step("hotel", books, () => "Oslo"))
        .step("room", full, () => "Turin"),
    ),
  )
  .returns(({ trip }) => trip)

export const sagaTimedOut = flow("saga-timed-out", { timeout: 150 })
  .saga("trip", (b) => b.step("train", books, () => "Rome").step("long", hangs, () => 1))
  .returns(({ trip }) => trip)
