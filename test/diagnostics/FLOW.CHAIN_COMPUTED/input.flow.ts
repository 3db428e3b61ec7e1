import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const started = flow("order", { input: Order }).step("paid", charge, ({ input }) => input)

export const order = started.returns(({ paid }) => paid)

const withReceipt = <T>(builder: T): T => builder

export const receipt = withReceipt(flow("receipt", { input: Order })).returns(({ input }) => input.id)

export const either = Math.random() > 0.5 ? flow("a").returns(() => 1) : flow("b").returns(() => 2)
