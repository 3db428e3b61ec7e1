import { activity } from "@millrace/dsl"
import * as Data from "effect/Data"

export class Odd extends Data.TaggedError("Odd")<{ readonly n: number }> {}

/** Halves an even number. */
export const half = activity("half", {
  errors: [Odd],
  run: (n: number) => {
    if (n % 2 === 1) throw new Odd({ n })
    return n / 2
  },
})

/** Adds one, later. */
export const next = activity("next", async (n: number) => {
  await new Promise((resolve) => setTimeout(resolve, 5))
  return n + 1
})
