import { flow } from "@millrace/dsl"
import { find, now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order }).let("size", ({ input }) => (input.lines.length > 3 ? "big" : "small"))
const matched = start.match("kind", ({ size }) => size, {
  big: (b) => b.step("find", find, ({ input }) => ({ id: input.id })),
  small: (b) => b.step("now", now),
})

// hover at `kind`: (parameter) kind: number | { readonly name: string; readonly vip: boolean; }
matched.let("all", ({ kind }) => kind)
