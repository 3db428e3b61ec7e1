import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const refund = flow("refund", { input: Order }).returns(({ input }) => input.id)

export const order = flow("order", { input: Order })
  .step("paid", charge, ({ input }) => ({ id: input.id, amount: input.amount }))
  .returns(({ paid }) => paid)
