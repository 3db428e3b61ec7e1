import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { append } from "./colors.ts"

const Colored = Schema.Struct({ color: Schema.String })

/** The case that fits is taken, and is the end; without one, so with the default left to itself, the input goes through. */
export const switchColor = flow("switch", { input: Colored })
  .match(
    "switchColor",
    ({ input }) => input.color,
    {
      red: (b) =>
        b.step("setRed", append, () => ({ colors: [], color: "red" })).returns(({ setRed }) => ({ colors: setRed })),
      green: (b) =>
        b
          .step("setGreen", append, () => ({ colors: [], color: "green" }))
          .returns(({ setGreen }) => ({ colors: setGreen })),
      blue: (b) =>
        b
          .step("setBlue", append, () => ({ colors: [], color: "blue" }))
          .returns(({ setBlue }) => ({ colors: setBlue })),
    },
    (b) => b.let("unchanged", ({ input }) => input),
  )
  .returns(({ switchColor }) => switchColor)

/** The default is a case of its own. */
export const switchWithDefault = flow("switch with default", { input: Colored })
  .match(
    "switchColor",
    ({ input }) => input.color,
    {
      red: (b) => b.step("setRed", append, () => ({ colors: [], color: "red" })),
      green: (b) => b.step("setGreen", append, () => ({ colors: [], color: "green" })),
      blue: (b) => b.step("setBlue", append, () => ({ colors: [], color: "blue" })),
    },
    (b) => b.step("setCustomColor", append, ({ input }) => ({ colors: [], color: input.color })),
  )
  .returns(({ switchColor }) => ({ colors: switchColor }))
