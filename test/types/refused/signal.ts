import { flow } from "@millrace/dsl"
import { Approval, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

// refused at `{ deadline`: Property 'payload' is missing
start.signal("paid", { deadline: "1 day" })

// refused at `deadline`: Type '"1 dy"' is not assignable to type 'DurationInput | undefined'
start.signal("paid", { payload: Approval, deadline: "1 dy" })

// refused at `sum }`: Property 'sum' does not exist on type '{ readonly approved: boolean; readonly by: string; }'
start.signal("paid", { payload: Approval }).let("sum", ({ paid: { sum } }) => sum)
