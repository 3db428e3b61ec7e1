import { activity, flow } from "@millrace/dsl"
import type { WorkflowOutput } from "@millrace/plan"
import { holds, now, Order, reserve } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const undo = activity("undo", (given: { readonly sku: string; readonly left: number }) => given.left)

const saga = start
  .saga("all", (b) =>
    b
      .step("kept", reserve, ({ input }) => ({ sku: input.id }), {
        compensate: { activity: undo, map: ({ kept }) => ({ sku: kept.reserved, left: 1 }) },
      })
      .step("now", now)
      .returns(({ now }) => now),
  )
  .returns(({ all }) => all)
holds<Same<WorkflowOutput<typeof saga>, number>>()
