import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .step("", charge, ({ input }) => input)
  .returns(({ input }) => input.id)
