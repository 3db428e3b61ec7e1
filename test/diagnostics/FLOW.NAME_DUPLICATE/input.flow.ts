import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order }).returns(({ input }) => input.id)

export const rush = flow("order", { input: Order }).returns(({ input }) => input.amount)
