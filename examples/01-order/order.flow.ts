import { flow } from "@millrace/dsl"
import { discount, price } from "./activities.ts"
import { Order } from "./order.ts"

export const quote = flow("quote", { input: Order, timeout: "10 seconds" })
  .parallel({
    price: (b) => b.step("sum", price, ({ input }) => ({ lines: input.lines })),
    off: (b) =>
      b.step("ask", discount, ({ input }) => ({ customer: input.customer }), { retry: { maximumAttempts: 3 } }),
  })
  .let("total", ({ price, off }) => Math.round(price * (1 - off)))
  .when(
    "shipping",
    ({ total }) => total >= 50,
    (b) => b.let("free", () => 0),
    (b) => b.let("flat", () => 5),
  )
  .returns(({ total, shipping }) => ({ total, shipping }))
