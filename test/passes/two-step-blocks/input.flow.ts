import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { discard, recognise, render, store } from "../activities.ts"

/** Blocks of two steps, and of a step and a value, need no generator; one of three steps has one. */
export const twoSteps = flow("two-steps", { input: Schema.Struct({ path: Schema.String }) })
  .parallel({
    stored: (b) =>
      b.step("first", discard, ({ input }) => ({ path: input.path })).step("stored", store, () => ({ text: "done" })),
    counted: (b) =>
      b.step("pages", render, ({ input }) => ({ path: input.path })).returns(({ pages }) => ({ count: pages.length })),
    read: (b) =>
      b
        .step("pages", render, ({ input }) => ({ path: input.path }))
        .forEach(
          "texts",
          ({ pages }) => pages,
          (b) =>
            b.step("text", recognise, ({ item }) => ({ page: item })).step("stored", store, ({ text }) => ({ text })),
        ),
    all: (b) =>
      b
        .step("one", discard, ({ input }) => ({ path: input.path }))
        .step("two", discard, ({ input }) => ({ path: input.path }))
        .step("three", discard, ({ input }) => ({ path: input.path })),
  })
  .returns(({ counted }) => counted.count)
