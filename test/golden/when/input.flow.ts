import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { report, shrink } from "./activities.ts"

const Amount = Schema.Struct({ amount: Schema.Number })

export const whens = flow("whens", { input: Amount })
  .when(
    "fitting",
    ({ input }) => input.amount > 10,
    (b) => b.step("shrink", shrink, ({ input }) => ({ amount: input.amount })),
    (b) => b.let("same", ({ input }) => input.amount),
  )
  .when(
    "noted",
    ({ fitting }) => fitting > 100,
    (b) => b.let("note", () => "still large"),
  )
  .when(
    "unread",
    ({ fitting }) => fitting > 3,
    (b) => b.step("shrink", shrink, ({ fitting }) => ({ amount: fitting })),
  )
  // `fitting` is read inside a function, where TypeScript does not follow what a `let` was assigned.
  .step("text", report, ({ fitting, noted }) => ({
    lines: ["a", "b"].map((line) => `${line}: ${fitting.toFixed(1)} ${noted ?? "-"}`),
  }))
  .returns(({ text, fitting }) => ({ text, fitting }))

export const lastIsWhen = flow("last-is-when", { input: Amount })
  .parallel({
    chosen: (b) =>
      b.when(
        "which",
        ({ input }) => input.amount > 10,
        (c) => c.let("large", () => "large"),
        (c) =>
          c.when(
            "which2",
            ({ input }) => input.amount > 5,
            (d) => d.let("middle", () => "middle"),
          ),
      ),
  })
  .returns(({ chosen }) => chosen)
