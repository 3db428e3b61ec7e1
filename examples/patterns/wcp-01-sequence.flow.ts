import { flow } from "@millrace/dsl"
import { work } from "./work.ts"

/** WCP-1: a task begins when the one before it has ended. */
export const sequence = flow("sequence")
  .step("packed", work, () => "pack")
  .step("shipped", work, ({ packed }) => `ship after ${packed}`)
  .returns(({ shipped }) => shipped)
