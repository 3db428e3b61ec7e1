import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .loop("tries", { initial: () => 0, body: (b) => b.let("next", ({ state }) => state + 1), max: 5 })
  .returns(({ tries }) => tries)
