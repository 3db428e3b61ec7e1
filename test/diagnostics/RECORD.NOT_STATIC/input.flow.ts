import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const branches = Object.fromEntries(["a", "b"].map((name) => [name, (b: unknown) => b]))

export const order = flow("order", { input: Order })
  .parallel(branches)
  .returns(({ input }) => input.id)
