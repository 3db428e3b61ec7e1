import { flow } from "@millrace/dsl"
import type { DeadlineExceeded, InvalidInput, WorkflowFailure, WorkflowOutput } from "@millrace/plan"
import { Approval, holds, Order } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

type Approved = { readonly approved: boolean; readonly by: string }

const signalled = start.signal("paid", { payload: Approval, deadline: "1 day" }).returns(({ paid }) => paid)
holds<Same<WorkflowOutput<typeof signalled>, Approved>>()
holds<Same<WorkflowFailure<typeof signalled>, InvalidInput | DeadlineExceeded>>()

const late = start
  .signal("paid", { payload: Approval, deadline: "1 day", onDeadline: (b) => b.let("no", () => "late" as const) })
  .returns(({ paid }) => paid)
holds<Same<WorkflowOutput<typeof late>, Approved | "late">>()
holds<Same<WorkflowFailure<typeof late>, InvalidInput>>()
