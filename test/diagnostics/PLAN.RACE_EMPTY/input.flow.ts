import { flow } from "@millrace/dsl"

export const order = flow("order")
  .race("first", {})
  .returns(() => 1)
