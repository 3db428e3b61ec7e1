import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { count, render } from "../activities.ts"

/** Durations are written for people, and run as milliseconds. */
export const folded = flow("folded", {
  input: Schema.Struct({ path: Schema.String }),
  retry: { maximumAttempts: 2, initialInterval: "2 seconds" },
})
  .step("pages", render, ({ input }) => ({ path: input.path }), {
    timeout: "30 seconds",
    retry: { maximumAttempts: 5, initialInterval: "200 millis", maximumInterval: "1 minute" },
  })
  .step("total", count, ({ pages }) => ({ pages }))
  .returns(({ total }) => ({ total }))
