import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .let("rate", async () => 1)
  .returns(({ input }) => input.id)
