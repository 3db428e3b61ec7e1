import { flow } from "@millrace/dsl"
import { Approval, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const waited = start.signal("paid", { payload: Approval, deadline: "1 day" })

// hover at `paid`: (parameter) paid: { readonly approved: boolean; readonly by: string; }
waited.let("all", ({ paid }) => paid)

// hover at `workflow`: const workflow: Workflow<{ readonly id: string; readonly lines: readonly number[]; }, string, InvalidInput | DeadlineExceeded, never>
const workflow = waited.returns(({ paid }) => paid.by)
export const ended = workflow
