import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const optionsFor = (seconds: number) => ({ timeout: seconds * 1_000 })

export const order = flow("order", { input: Order })
  .step("paid", charge, ({ input }) => input, optionsFor(5))
  .returns(({ paid }) => paid)
