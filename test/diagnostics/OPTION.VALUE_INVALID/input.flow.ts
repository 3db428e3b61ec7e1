import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order, version: 2 })
  .step("paid", charge, ({ input }) => input)
  .returns(({ paid }) => paid)
