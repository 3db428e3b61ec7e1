import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .agent("short", charge, ({ input }) => input)
  .returns(({ short }) => short)
