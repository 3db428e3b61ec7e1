import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const total = (scope: { readonly input: { readonly id: string; readonly amount: number } }) => scope.input

export const order = flow("order", { input: Order, schedule: "dataflow" })
  .step("first", charge, ({ input }) => input)
  .step("second", charge, total)
  .returns(({ first, second }) => first + second)
