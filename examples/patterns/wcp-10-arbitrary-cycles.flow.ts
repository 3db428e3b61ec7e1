import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { decide, Place } from "./places.ts"

/**
 * WCP-10: a cycle of two tasks that can be entered at either and left from either, written as a loop over the place where
 * the execution is.
 */
export const arbitraryCycles = flow("arbitrary cycles", { input: Schema.Struct({ from: Place }) })
  .loop("place", {
    initial: ({ input }) => input.from,
    body: (b) =>
      b.match(
        "next",
        ({ state }) => state,
        {
          write: (b) => b.step("decided", decide, () => "write"),
          check: (b) => b.step("decided", decide, () => "check"),
        },
        (b) => b.let("there", ({ state }) => state),
      ),
    until: (place) => place === "withdrawn" || place === "published",
    max: 20,
  })
  .returns(({ place }) => place)
