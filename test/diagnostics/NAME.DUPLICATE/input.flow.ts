import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .step("paid", charge, ({ input }) => input)
  .step("paid", charge, ({ input }) => input)
  .when("again", ({ input }) => input.amount > 1, (b) => b.step("paid", charge, ({ input }) => input))
  .parallel({ again: (b) => b.let("x", () => 1) })
  .returns(({ paid }) => paid)
