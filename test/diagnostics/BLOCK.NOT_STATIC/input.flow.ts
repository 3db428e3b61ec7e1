import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .parallel({
    paid: (b) => {
      console.log("building")
      return b.step("charge", charge, ({ input }) => input)
    },
  })
  .returns(({ paid }) => paid)
