import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .returns(({ input }) => input.id)
  .step("paid", charge, ({ input }) => input)
