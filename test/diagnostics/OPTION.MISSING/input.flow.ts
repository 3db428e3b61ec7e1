import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .loop("tries", { initial: () => 0, body: (b) => b.let("next", ({ state }) => state + 1), until: (state) => state > 2 })
  .returns(({ tries }) => tries)
