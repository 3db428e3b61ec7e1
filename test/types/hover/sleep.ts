import { flow } from "@millrace/dsl"
import { Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
// hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; }
const slept = start.sleep("until", (scope) => new Date(scope.input.id))

// hover at `until`: (parameter) until: undefined
slept.let("all", ({ until }) => until)
