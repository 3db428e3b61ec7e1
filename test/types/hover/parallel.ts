import { flow } from "@millrace/dsl"
import { find, now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const both = start.parallel({
  // hover at `b)`: (parameter) b: BlockBuilder<Begun<Named<"input", { readonly id: string; readonly lines: readonly number[]; }>>>
  customer: (b) => b.step("find", find, ({ input }) => ({ id: input.id })),
  at: (b) => b.step("now", now),
})

// hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; readonly at: number; readonly customer: { readonly name: string; readonly vip: boolean; }; }
both.let("all", (scope) => scope)

const settled = start.parallel(
  { customer: (b) => b.step("find", find, ({ input }) => ({ id: input.id })) },
  { minimumSuccess: 0.5, summary: "how" },
)
// hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; readonly customer: Result<{ readonly name: string; readonly vip: boolean; }, NotFound>; readonly how: ParallelSummary<NotFound>; }
settled.let("all", (scope) => scope)
export const result = settled
