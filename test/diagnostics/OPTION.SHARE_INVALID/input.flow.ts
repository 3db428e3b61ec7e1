import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .forEach("paid", ({ input }) => [input], (b) => b.step("one", charge, ({ item }) => item), { minimumSuccess: 50 })
  .returns(({ paid }) => paid)
