import { flow } from "@millrace/dsl"
import { Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order }).let("size", ({ input }) => (input.lines.length > 3 ? "big" : "small"))

// hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; readonly size: "big" | "small"; }
start.let("both", (scope) => scope)

// hover at `size`: (parameter) size: "big" | "small"
start.let("both", ({ size }) => size)
