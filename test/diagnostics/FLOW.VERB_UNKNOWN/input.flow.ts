import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .stepp("paid", charge, ({ input }) => input)
  .returns(({ paid }) => paid)
