import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

import { makeCharge } from "../order.ts"

const charging = makeCharge("eu")

export const order = flow("order", { input: Order })
  .step("paid", charging, ({ input }) => input)
  .returns(({ paid }) => paid)
