import { flow } from "@millrace/dsl"
import { append } from "./colors.ts"

/** A task made of three, one after the other. */
export const sequentialTasks = flow("do")
  .parallel({
    compositeExample: (b) =>
      b
        .step("setRed", append, () => ({ colors: [], color: "red" }))
        .step("setGreen", append, ({ setRed }) => ({ colors: setRed, color: "green" }))
        .step("setBlue", append, ({ setGreen }) => ({ colors: setGreen, color: "blue" })),
  })
  .returns(({ compositeExample }) => ({ colors: compositeExample }))
