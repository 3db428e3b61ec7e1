import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .child("paid", charge, ({ input }) => input)
  .returns(({ paid }) => paid)
