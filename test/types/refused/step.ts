import { activity, flow, pool, rateLimit } from "@millrace/dsl"
import { find, now, Order, reserve, sum } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const named = start.step("total", now)
const undo = activity("undo", (given: { readonly sku: string; readonly left: number }) => given.left)
const page = activity("page", (given: { readonly path: string; readonly at: { readonly x: number; readonly y: number } }) => given.path)
const presses = pool("presses", { size: 2 })
const perSecond = rateLimit("per-second", { limit: 1, interval: "1 second" })

// refused at `lines`: Property 'lines' does not exist on type '{ readonly input: { readonly id: string; readonly lines: readonly number[]; }; }'
start.step("sum", sum, ({ lines }) => lines)

// refused at `totl`: Property 'totl' does not exist on type '{ readonly input: { readonly id: string; readonly lines: readonly number[]; }; readonly total: number; }'
named.step("found", find, ({ totl }) => ({ id: `${totl}` }))

// refused at `line`: 'line' is not an input of this activity
start.step("sum", sum, ({ input }) => ({ line: input.lines }))

// refused at `extra`: 'extra' is not an input of this activity
start.step("sum", sum, ({ input }) => ({ lines: input.lines, extra: 1 }))

// refused at `lines: "x"`: Type 'string' is not assignable to type 'readonly number[]'
start.step("sum", sum, () => ({ lines: "x" }))

// refused at `({ round: "up" })`: Property 'lines' is missing
start.step("sum", sum, () => ({ round: "up" }))

// refused at `round`: Type '"sideways"' is not assignable to type '"down" | "up"'
start.step("sum", sum, ({ input }) => ({ lines: input.lines, round: "sideways" }))

// refused at `id: 5`: Type 'number' is not assignable to type 'string'
start.step("found", find, () => ({ id: 5 }))

// refused at `y: "1"`: Type 'string' is not assignable to type 'number'
start.step("page", page, () => ({ path: "a", at: { x: 1, y: "1" } }))

// refused at `at: { x`: Property 'y' is missing in type '{ x: number; }'
start.step("page", page, () => ({ path: "a", at: { x: 1 } }))

// refused at `find`: step 'found' needs a mapping that gives 'id'
start.step("found", find)

// refused at `page)`: step 'paged' needs a mapping that gives 'at', 'path'
named.step("paged", page)

// refused at `"total"`: 'total' is already defined by an earlier step
named.step("total", now)

// refused at `"input"`: 'input' is a reserved name
start.step("input", now)

const name: string = "dynamic"
// refused at `name`: a name is written as a string literal
start.step(name, now)

// refused at `"NotFnd"`: Type '"NotFnd"' is not assignable to type '"NotFound" | "StepTimeout"'
start.step("found", find, ({ input }) => ({ id: input.id }), { retry: { nonRetryable: ["NotFnd"] } })

// refused at `timeout`: Type '"5 secs"' is not assignable to type 'DurationInput'
start.step("kept", reserve, ({ input }) => ({ sku: input.id }), { timeout: "5 secs" })

// refused at `left: "1"`: Type 'string' is not assignable to type 'number'
start.step("kept", reserve, ({ input }) => ({ sku: input.id }), { compensate: { activity: undo, map: ({ kept }) => ({ sku: kept.reserved, left: "1" }) } })

// refused at `count`: 'count' is not an input of this compensation
start.step("kept", reserve, ({ input }) => ({ sku: input.id }), { compensate: { activity: undo, map: ({ kept }) => ({ sku: kept.reserved, left: 1, count: 1 }) } })

// refused at `({ sku: kept.reserved })`: Property 'left' is missing
start.step("kept", reserve, ({ input }) => ({ sku: input.id }), { compensate: { activity: undo, map: ({ kept }) => ({ sku: kept.reserved }) } })

// refused at `pool`: Property 'size' is missing in type 'RateLimit' but required in type 'Pool'
start.step("kept", reserve, ({ input }) => ({ sku: input.id }), { pool: perSecond })

// refused at `rateLimit`: Type 'Pool' is missing the following properties from type 'RateLimit': limit, interval
start.step("kept", reserve, ({ input }) => ({ sku: input.id }), { rateLimit: presses })

// refused at `onFailure`: Type '"stop"' is not assignable to type '"continue"'
start.step("kept", reserve, ({ input }) => ({ sku: input.id }), { onFailure: "stop" })

// refused at `retries`: 'retries' does not exist in type
start.step("kept", reserve, ({ input }) => ({ sku: input.id }), { retries: 3 })
