import { flow } from "@millrace/dsl"
import { find, now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const written = start.graph((g) =>
  g
    .node("found", { needs: [] }, (b) => b.step("find", find, ({ input }) => ({ id: input.id })))
    .node("at", { needs: [] }, (b) => b.step("now", now))
    // hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; readonly found: { readonly name: string; readonly vip: boolean; }; }
    .node("name", { needs: ["found"] }, (b) => b.let("name", (scope) => scope.found.name)),
)

// hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; readonly at: number; readonly found: { readonly name: string; readonly vip: boolean; }; readonly name: string; }
written.let("all", (scope) => scope)
