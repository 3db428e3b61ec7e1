import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const name = "paid"

export const order = flow("order", { input: Order })
  .parallel({ [name]: (b) => b.step("charge", charge, ({ input }) => input) })
  .returns(({ paid }) => paid)
