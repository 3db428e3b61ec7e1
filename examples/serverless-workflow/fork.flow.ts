import { flow } from "@millrace/dsl"
import { append } from "./colors.ts"

/** Three branches compete; one of them gives the output. */
export const competingTasks = flow("fork")
  .race("branchWithCompete", {
    setRed: (b) => b.step("red", append, () => ({ colors: [], color: "red" })),
    setGreen: (b) => b.step("green", append, () => ({ colors: [], color: "green" })),
    setBlue: (b) => b.step("blue", append, () => ({ colors: [], color: "blue" })),
  })
  .returns(({ branchWithCompete }) => ({ colors: branchWithCompete.value }))
