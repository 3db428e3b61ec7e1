import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .step("state", charge, ({ input }) => input)
  .let("__proto__", () => 1)
  .returns(({ state }) => state)
