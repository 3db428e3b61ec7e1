import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

import { dynamic } from "../order.ts"

export const order = flow("order", { input: Order })
  .step("paid", dynamic, ({ input }) => input)
  .returns(({ paid }) => paid)
