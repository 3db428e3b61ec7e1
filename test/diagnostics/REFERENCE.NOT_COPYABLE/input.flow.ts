import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

class Rates {
  static readonly standard = 2
}

export const order = flow("order", { input: Order })
  .let("price", ({ input }) => input.amount * Rates.standard)
  .returns(({ price }) => price)
