import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { count, recognise, render } from "../activities.ts"

/** What says how a step is run is the same in every execution. What keeps results does so for all of them. */
export const hoisted = flow("hoisted", { input: Schema.Struct({ path: Schema.String }) })
  .step("pages", render, ({ input }) => ({ path: input.path }), {
    timeout: "30 seconds",
    retry: { maximumAttempts: 3, initialInterval: "1 second" },
  })
  .forEach(
    "texts",
    ({ pages }) => pages,
    (b) => b.step("text", recognise, ({ item }) => ({ page: item }), { cache: { ttl: "1 minute" } }),
  )
  .step("total", count, ({ pages }) => ({ pages }))
  .returns(({ texts, total }) => ({ texts, total }))
