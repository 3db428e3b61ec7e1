import { flow } from "@millrace/dsl"
import { Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
start.loop("counted", {
  initial: () => ({ count: 0 }),
  // hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; readonly state: { count: number; }; readonly iteration: number; }
  body: (b) => b.let("next", (scope) => ({ count: scope.state.count + scope.iteration })),
  // hover at `state`: (parameter) state: { count: number; }
  until: (state) => state.count > 3,
  max: 5,
})
