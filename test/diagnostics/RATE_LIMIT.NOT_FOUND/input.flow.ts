import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .step("paid", charge, ({ input }) => input, { rateLimit: charge })
  .returns(({ paid }) => paid)
