import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .graph((g) =>
    g
      .node("paid", { needs: [] }, (b) => b.step("charge", charge, ({ input }) => input))
      .node("double", { needs: ["pain"] }, (b) => b.let("twice", () => 2)),
  )
  .returns(({ double }) => double)
