import { flow } from "@millrace/dsl"
import { find, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const each = start.forEach(
  "customers",
  ({ input }) => input.lines,
  // hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; readonly item: number; readonly index: number; }
  (b) => b.step("find", find, (scope) => ({ id: `${scope.item}${scope.index}` })),
  // hover at `line`: (parameter) line: number
  { key: (line) => line },
)

// hover at `customers`: (parameter) customers: readonly { readonly name: string; readonly vip: boolean; }[]
each.let("all", ({ customers }) => customers)
