import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .let("amounts", ({ input }) => [input.amount, 1])
  .let("sorted", ({ amounts }) => amounts.sort())
  .returns(({ sorted }) => sorted)
