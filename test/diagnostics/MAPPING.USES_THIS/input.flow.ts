import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .let("id", function () {
    return arguments[0].input.id
  })
  .returns(({ id }) => id)
