import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const rates: Record<string, number> = { eu: 1 }
rates["us"] = 2

export const order = flow("order", { input: Order })
  .let("price", ({ input }) => input.amount * (rates["us"] ?? 1))
  .returns(({ price }) => price)
