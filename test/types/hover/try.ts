import { flow } from "@millrace/dsl"
import { Order, reserve } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const tried = start.try("kept", (b) => b.step("reserve", reserve, ({ input }) => ({ sku: input.id })), {
  // hover at `error`: (parameter) error: OutOfStock
  OutOfStock: (b) => b.let("short", ({ error }) => ({ left: error.left })),
})

// hover at `kept`: (parameter) kept: { reserved: string; } | { left: number; }
tried.let("all", ({ kept }) => kept)

// hover at `workflow`: const workflow: Workflow<{ readonly id: string; readonly lines: readonly number[]; }, { reserved: string; } | { left: number; }, InvalidInput | NotFound | StepTimeout, never>
const workflow = tried.returns(({ kept }) => kept)
export const ended = workflow
