import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

let rate = 2

export const order = flow("order", { input: Order })
  .let("price", ({ input }) => input.amount * rate)
  .returns(({ price }) => price)
