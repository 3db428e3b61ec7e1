import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { count, discard, judge, recognise, render, store } from "../activities.ts"

/** What is large goes behind its last reader, where something still waits. */
export const scanned = flow("scanned", { input: Schema.Struct({ path: Schema.String }) })
  .step("pages", render, ({ input }) => ({ path: input.path }))
  .step("total", count, ({ pages }) => ({ pages }))
  .forEach(
    "texts",
    ({ pages }) => pages,
    (b) => b.step("text", recognise, ({ item }) => ({ page: item })),
  )
  .let("text", ({ texts }) => texts.join("\n"))
  .step("quality", judge, ({ text }) => ({ text }))
  .match("stored", ({ quality }) => quality, {
    good: (b) => b.step("kept", store, ({ text }) => ({ text })).step("done", discard, ({ input }) => input),
    poor: (b) => b.step("gone", discard, ({ input }) => ({ path: input.path })),
  })
  .returns(({ total }) => ({ total }))

/** What a function of the author's may read later is kept, and so is what undoes a step. */
export const kept = flow("kept", { input: Schema.Struct({ path: Schema.String }) })
  .step("pages", render, ({ input }) => ({ path: input.path }))
  .let(
    "find",
    ({ pages }) =>
      (id: string) =>
        pages.find((page) => page.id === id),
  )
  .saga("all", (b) =>
    b
      .step("stored", store, ({ pages }) => ({ text: pages.map(({ id }) => id).join() }), {
        compensate: { activity: discard, map: ({ pages }) => ({ path: pages[0]?.id ?? "" }) },
      })
      .step("later", discard, ({ input }) => input),
  )
  .returns(({ find }) => find("a")?.id)
