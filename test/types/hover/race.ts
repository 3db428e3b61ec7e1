import { flow } from "@millrace/dsl"
import { find, now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const raced = start.race("first", {
  found: (b) => b.step("find", find, ({ input }) => ({ id: input.id })),
  fixed: (b) => b.step("now", now),
})

// hover at `first`: (parameter) first: { readonly branch: "found"; readonly value: { readonly name: string; readonly vip: boolean; }; } | { readonly branch: "fixed"; readonly value: number; }
raced.let("branch", ({ first }) => first.branch)
