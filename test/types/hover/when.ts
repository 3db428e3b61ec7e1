import { flow } from "@millrace/dsl"
import { find, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const maybe = start.when(
  "checked",
  ({ input }) => input.lines.length > 3,
  (b) => b.step("find", find, ({ input }) => ({ id: input.id })),
)

// hover at `checked`: (parameter) checked: { readonly name: string; readonly vip: boolean; } | undefined
maybe.let("vip", ({ checked }) => checked?.vip)
