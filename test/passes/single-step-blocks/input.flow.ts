import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { discard, recognise, render, store } from "../activities.ts"

/** A block that is one step gives the step; one that is more, or computes first, stays a generator. */
export const blocks = flow("blocks", { input: Schema.Struct({ path: Schema.String }) })
  .step("pages", render, ({ input }) => ({ path: input.path }))
  .parallel({
    texts: (b) =>
      b.forEach(
        "texts",
        ({ pages }) => pages,
        (b) => b.step("text", recognise, ({ item }) => ({ page: item })),
      ),
    stored: (b) =>
      b.step("first", discard, ({ input }) => ({ path: input.path })).step("stored", store, () => ({ text: "done" })),
    computed: (b) =>
      b.let("name", ({ input }) => input.path.trim()).step("named", discard, ({ name }) => ({ path: name })),
  })
  .returns(({ texts }) => texts)
