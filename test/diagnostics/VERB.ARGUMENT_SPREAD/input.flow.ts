import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const step = ["paid", charge] as const

export const order = flow("order", { input: Order })
  .step(...step, ({ input }) => input)
  .returns(({ paid }) => paid)
