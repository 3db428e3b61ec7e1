import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

import * as dsl from "@millrace/dsl"

const note = dsl.activity("note", () => 1)

export const order = flow("order", { input: Order })
  .step("noted", note, () => undefined)
  .when("big", ({ input }) => input.amount > 9, (b) => b.let("builder", () => typeof b))
  .returns(({ big }) => big)
