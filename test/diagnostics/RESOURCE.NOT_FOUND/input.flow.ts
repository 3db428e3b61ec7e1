import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .use("paid", charge, (b) => b.step("charge", charge, ({ input }) => input))
  .returns(({ paid }) => paid)
