import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

import { keyed } from "../order.ts"

export const order = flow("order", { input: Order })
  .forEach("paid", ({ input }) => [input], (b) => b.step("one", charge, ({ item }) => item), keyed)
  .returns(({ paid }) => paid)
