import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"

const Size = Schema.Struct({ width: Schema.Number, height: Schema.Number })
const Fill = Schema.Struct({ red: Schema.Int, green: Schema.Int, blue: Schema.Int })

/** Makes a value from constants and parts of the input. */
export const setShape = flow("set", {
  input: Schema.Struct({ configuration: Schema.Struct({ size: Size, fill: Fill }) }),
})
  .let("setShape", ({ input }) => ({
    shape: "circle",
    size: input.configuration.size,
    fill: input.configuration.fill,
  }))
  .returns(({ setShape }) => setShape)
