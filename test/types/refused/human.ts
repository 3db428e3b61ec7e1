import { flow } from "@millrace/dsl"
import { Approval, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

// refused at `{ assignees`: Property 'form' is missing
start.human("review", { assignees: ["ada"] })

// refused at `wrong }`: Property 'wrong' does not exist on type
start.human("review", { form: Approval, show: ({ wrong }) => wrong })

// refused at `assignees`: Type 'string' is not assignable to type 'readonly string[]'
start.human("review", { form: Approval, assignees: "ada" })
