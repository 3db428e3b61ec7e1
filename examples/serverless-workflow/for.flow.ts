import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"

/** Goes through a list, with each item and its index in sight. */
export const forEachColor = flow("for", { input: Schema.Struct({ colors: Schema.Array(Schema.String) }) })
  .forEach(
    "loopColors",
    ({ input }) => input.colors,
    (b) => b.let("markProcessed", ({ item, index }) => ({ color: item, index })),
  )
  .returns(({ loopColors }) => ({
    processed: { colors: loopColors.map(({ color }) => color), indexes: loopColors.map(({ index }) => index) },
  }))
