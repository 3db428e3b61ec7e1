import { flow } from "@millrace/dsl"
import { Approval, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
// hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; }
const asked = start.human("review", { form: Approval, show: (scope) => scope.input.lines })

// hover at `review`: (parameter) review: { readonly approved: boolean; readonly by: string; }
asked.let("all", ({ review }) => review)

// hover at `workflow`: const workflow: Workflow<{ readonly id: string; readonly lines: readonly number[]; }, boolean, InvalidInput | InvalidAnswer, HumanTasks>
const workflow = asked.returns(({ review }) => review.approved)
export const ended = workflow
