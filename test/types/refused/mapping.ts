import { flow } from "@millrace/dsl"
import { find, Order, reserve, sum } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

// refused at `lines`: Property 'lines' does not exist
start.step("total", sum, ({ lines }) => lines)

// refused at `line`: 'line' is not an input of this activity
start.step("total", sum, ({ input }) => ({ line: input.lines }))

// refused at `extra`: 'extra' is not an input of this activity
start.step("total", sum, ({ input }) => ({ lines: input.lines, extra: 1 }))

// refused at `lines: "x"`: Type 'string' is not assignable to type 'readonly number[]'
start.step("total", sum, () => ({ lines: "x" }))

// refused at `({ round: "up" })`: Property 'lines' is missing
start.step("total", sum, () => ({ round: "up" }))

// refused at `round`: Type '"sideways"' is not assignable to type '"down" | "up"'
start.step("total", sum, ({ input }) => ({ lines: input.lines, round: "sideways" }))

// refused at `id: 5`: Type 'number' is not assignable to type 'string'
start.step("found", find, () => ({ id: 5 }))

// refused at `step`: Expected 3-4 arguments, but got 2
start.step("found", find)

// refused at `"NotFnd"`: Type '"NotFnd"' is not assignable to type '"NotFound"'
start.step("found", find, ({ input }) => ({ id: input.id }), { retry: { nonRetryable: ["NotFnd"] } })

// refused at `timeout`: is not assignable to type
start.step("kept", reserve, ({ input }) => ({ sku: input.id }), { timeout: "5 secs" })
