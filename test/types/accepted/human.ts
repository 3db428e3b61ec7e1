import { flow } from "@millrace/dsl"
import type {
  DeadlineExceeded,
  HumanTasks,
  InvalidAnswer,
  InvalidInput,
  WorkflowFailure,
  WorkflowOutput,
  WorkflowRequirements,
} from "@millrace/plan"
import { Approval, holds, Order } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const asked = start
  .human("review", { form: Approval, show: ({ input }) => input.lines, deadline: "2 days" })
  .returns(({ review }) => review.approved)
holds<Same<WorkflowOutput<typeof asked>, boolean>>()
holds<Same<WorkflowFailure<typeof asked>, InvalidInput | InvalidAnswer | DeadlineExceeded>>()
holds<Same<WorkflowRequirements<typeof asked>, HumanTasks>>()

const escalated = start
  .human("review", { form: Approval, deadline: "2 days", onDeadline: (b) => b.let("none", () => "late" as const) })
  .returns(({ review }) => review)
holds<Same<WorkflowOutput<typeof escalated>, { readonly approved: boolean; readonly by: string } | "late">>()
holds<Same<WorkflowFailure<typeof escalated>, InvalidInput | InvalidAnswer>>()
