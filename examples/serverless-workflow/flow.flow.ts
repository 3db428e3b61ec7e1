import { flow } from "@millrace/dsl"
import { append } from "./colors.ts"

/** Steps run in the order in which they are written. */
export const implicitSequence = flow("implicit sequence")
  .step("setRed", append, () => ({ colors: [], color: "red" }))
  .step("setGreen", append, ({ setRed }) => ({ colors: setRed, color: "green" }))
  .step("setBlue", append, ({ setGreen }) => ({ colors: setGreen, color: "blue" }))
  .returns(({ setBlue }) => ({ colors: setBlue }))

/** The kit writes these in another order and jumps; here nodes of a graph say what they need, and that is the order. */
export const explicitSequence = flow("explicit sequence")
  .graph((g) =>
    g
      .node("red", { needs: [] }, (b) => b.step("setRed", append, () => ({ colors: [], color: "red" })))
      .node("green", { needs: ["red"] }, (b) =>
        b.step("setGreen", append, ({ red }) => ({ colors: red, color: "green" })),
      )
      .node("blue", { needs: ["green"] }, (b) =>
        b.step("setBlue", append, ({ green }) => ({ colors: green, color: "blue" })),
      ),
  )
  .returns(({ blue }) => ({ colors: blue }))
