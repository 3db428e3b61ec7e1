import { flow } from "@millrace/dsl"
import type { WorkflowOutput } from "@millrace/plan"
import { holds, Order } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const kept = start
  .let("size", ({ input }) => (input.lines.length > 3 ? "big" : "small"))
  .let("both", ({ size, input }) => ({ size, id: input.id }))
  .returns(({ both }) => both)
holds<Same<WorkflowOutput<typeof kept>, { size: "big" | "small"; id: string }>>()

const numbered = start
  .let("one", () => 1)
  .let("two", ({ one }) => one + 1)
  .returns(({ one, two }) => [one, two])
holds<Same<WorkflowOutput<typeof numbered>, Array<number>>>()
