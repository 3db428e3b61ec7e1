import { flow } from "@millrace/dsl"
import type { Workflow, WorkflowOutput, WorkflowTimeout } from "@millrace/plan"
import { holds, now, Order } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const variables = flow("vars", { input: Order, vars: ({ input }) => ({ region: "eu", id: input.id }) }).returns(
  ({ vars }) => vars,
)
holds<Same<WorkflowOutput<typeof variables>, { region: string; id: string }>>()

const nothing = flow("nothing", { timeout: "1 minute" })
  .step("now", now)
  .returns(({ now }) => now)
holds<Same<typeof nothing, Workflow<void, number, WorkflowTimeout, never>>>()
