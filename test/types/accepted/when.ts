import { flow } from "@millrace/dsl"
import type { WorkflowOutput } from "@millrace/plan"
import { find, holds, Order } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const maybe = start
  .when(
    "checked",
    ({ input }) => input.lines.length > 3,
    (b) => b.step("found", find, ({ input }) => (input.id === "" ? { id: "none" } : { id: input.id })),
  )
  .returns(({ checked }) => checked)
holds<Same<WorkflowOutput<typeof maybe>, { readonly name: string; readonly vip: boolean } | undefined>>()
