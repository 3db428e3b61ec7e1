import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .step("paid", charge, ({ input }) => input, {
    compensate: { activity: charge, map: ({ input, paid }) => ({ id: input.id, amount: -paid }) },
  })
  .returns(({ paid }) => paid)
