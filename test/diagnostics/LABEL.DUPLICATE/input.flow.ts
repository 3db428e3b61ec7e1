import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .match("size", ({ input }) => (input.amount > 9 ? "big" : "small"), {
    big: (b) => b.let("a", () => 1),
    small: (b) => b.let("b", () => 2),
    big: (b) => b.let("c", () => 3),
  })
  .returns(({ size }) => size)
