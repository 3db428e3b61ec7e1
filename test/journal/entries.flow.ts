import { activity, flow, resource } from "@millrace/dsl"
import * as Data from "effect/Data"
import * as Schema from "effect/Schema"

class Never extends Data.TaggedError("Never")<{ readonly why: string }> {}

const give = activity("give", async () => 1)
const read = activity("read", { effects: "none", run: async () => 1 })
const fail = activity("fail", {
  errors: [Never],
  run: async (): Promise<number> => Promise.reject(new Never({ why: "a test" })),
})
const twice = { maximumAttempts: 3, initialInterval: 1, maximumInterval: 1 }
const book = activity("book", { run: async () => 1, retry: { maximumAttempts: 1 }, compensate: async () => undefined })
const pool = resource("pool", { acquire: async () => 1, release: async () => undefined })

/** What each verb writes: as many as it can. */
export const steps = flow("steps", { input: Schema.Struct({ yes: Schema.Boolean }) })
  .step("one", give)
  .step("none", read)
  .step("asked", give, () => undefined, { when: ({ input }) => input.yes })
  .step("limited", give, () => undefined, { deadline: "1 minute" })
  .sleep("rest", 1)
  .returns(() => 1)

export const retries = flow("retries")
  .step("failed", fail, () => undefined, { retry: twice, onFailure: "continue" })
  .returns(({ failed }) => String(failed))

export const blocks = flow("blocks", { input: Schema.Struct({ yes: Schema.Boolean }) })
  .parallel({ left: (b) => b.step("a", give), right: (b) => b.step("b", give) })
  .race("first", { left: (b) => b.step("a", give), right: (b) => b.let("n", () => 1) })
  .when(
    "is",
    ({ input }) => input.yes,
    (b) => b.step("a", give),
    (b) => b.let("n", () => 1),
  )
  .loop("rounds", {
    initial: () => 0,
    body: (b) => b.step("a", give).returns(({ state }) => state + 1),
    until: () => false,
    max: 5,
    onExhausted: "continue",
  })
  .forEach(
    "all",
    () => [1, 2, 3],
    (b) => b.step("a", give),
  )
  .returns(({ rounds, all }) => rounds + all.length)

export const tried = flow("tried")
  .try("done", (b) => b.step("bad", fail), { Never: (b) => b.step("instead", give) })
  .use("pooled", pool, (b) => b.step("a", give))
  .signal("paid", { payload: Schema.String, deadline: 1, onDeadline: (b) => b.step("late", give).returns(() => "") })
  .returns(({ done, paid }) => `${done}${paid}`)

export const undone = flow("undone")
  .try(
    "done",
    (b) =>
      b.saga("made", (b) =>
        b
          .step("a", book)
          .saga("inner", (b) => b.step("b", book))
          .step("bad", fail),
      ),
    { Never: (b) => b.let("n", () => 1) },
  )
  .returns(({ done }) => done)

export const inner = flow("inner")
  .step("a", give)
  .returns(({ a }) => a)
export const outer = flow("outer")
  .child("done", inner)
  .returns(({ done }) => done)
