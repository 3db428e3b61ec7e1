import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const again: any = (b: any) => b.when("more", ({ input }: any) => input.amount > 0, again)

export const order = flow("order", { input: Order })
  .when("first", ({ input }) => input.amount > 0, again)
  .returns(({ input }) => input.id)
