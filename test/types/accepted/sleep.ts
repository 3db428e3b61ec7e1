import { flow } from "@millrace/dsl"
import type { InvalidInput, WorkflowFailure, WorkflowOutput } from "@millrace/plan"
import { holds, Order } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const slept = start
  .sleep("short", "5 minutes")
  .sleep("until", ({ input }) => new Date(input.id))
  .sleep("computed", ({ input }) => input.lines.length)
  .returns(({ short }) => ({ short }))
holds<Same<WorkflowOutput<typeof slept>, { short: undefined }>>()
holds<Same<WorkflowFailure<typeof slept>, InvalidInput>>()
