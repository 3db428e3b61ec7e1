import { capability, flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const summarise = capability("summarise", { input: Schema.Struct({ text: Schema.String }), output: Schema.String })

// refused at `txt`: 'txt' is not an input of this capability
start.agent("short", summarise, ({ input }) => ({ text: input.id, txt: "" }))

// refused at `text: 1`: Type 'number' is not assignable to type 'string'
start.agent("short", summarise, () => ({ text: 1 }))

// refused at `summarise`: step 'short' needs a mapping that gives 'text'
start.agent("short", summarise)

// refused at `deadline`: Type '"2 hrs"' is not assignable to type 'DurationInput | undefined'
start.agent("short", summarise, ({ input }) => ({ text: input.id }), { deadline: "2 hrs" })
