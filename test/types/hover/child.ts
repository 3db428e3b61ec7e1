import { flow } from "@millrace/dsl"
import { find, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const child = flow("child", { input: Order })
  .step("found", find, ({ input }) => ({ id: input.id }))
  .returns(({ found }) => found)
const parent = start.child("customer", child, ({ input }) => input)

// hover at `customer`: (parameter) customer: { readonly name: string; readonly vip: boolean; }
parent.let("all", ({ customer }) => customer)

// hover at `workflow`: const workflow: Workflow<{ readonly id: string; readonly lines: readonly number[]; }, boolean, InvalidInput | NotFound, never>
const workflow = parent.returns(({ customer }) => customer.vip)
export const ended = workflow
