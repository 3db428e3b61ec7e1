import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const more = {}

export const order = flow("order", { input: Order })
  .parallel({ ...more, paid: (b) => b.step("charge", charge, ({ input }) => input) })
  .returns(({ paid }) => paid)
