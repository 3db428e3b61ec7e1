import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .match(
    "size",
    ({ input }): string => (input.amount > 1 ? "big" : "otherwise"),
    {
      big: (b) => b.let("x", () => 1),
      otherwise: (b) => b.let("x", () => 2),
    },
    (b) => b.let("x", () => 3),
  )
  .returns(({ size }) => size)
