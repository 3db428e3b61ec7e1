import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export let order = flow("order", { input: Order })
  .step("paid", charge, ({ input }) => input)
  .returns(({ paid }) => paid)
