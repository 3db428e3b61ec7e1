import { capability, flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import * as Schema from "effect/Schema"
import { Approval, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const summarise = capability("summarise", { input: Schema.Struct({ text: Schema.String }), output: Schema.String })
const asking = interpret(start.human("review", { form: Approval }).returns(({ review }) => review.approved))
const delegating = interpret(start.agent("short", summarise, ({ input }) => ({ text: input.id })).returns(({ short }) => short))

// refused at `asking`: this workflow still needs services: give them with .provide(layer) before it runs
await asking.run({ id: "a", lines: [] })

// refused at `delegating`: this workflow still needs services: give them with .provide(layer) before it runs
await delegating.runExit({ id: "a", lines: [] })

// refused at `lines: 1`: Type 'number' is not assignable to type 'readonly number[]'
await interpret(start.returns(({ input }) => input.id)).run({ id: "a", lines: 1 })
