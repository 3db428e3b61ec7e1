import { flow } from "@millrace/dsl"
import { Order, reserve } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
// hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; }
const all = start.saga("all", (b) => b.step("kept", reserve, (scope) => ({ sku: scope.input.id })))

// hover at `all`: const all: Builder<InFlow<{ readonly id: string; readonly lines: readonly number[]; }, unknown>, Visible<"input" | "all", Named<"input", { readonly id: string; readonly lines: readonly number[]; }>, readonly ["all"], readonly [{ reserved: string; }]>, InvalidInput | NotFound | StepTimeout | OutOfStock, never>
all.let("sku", ({ all }) => all.reserved)
