import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order, timeout: "5 minuts" })
  .step("paid", charge, ({ input }) => input)
  .returns(({ paid }) => paid)
