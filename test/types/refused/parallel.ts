import { flow } from "@millrace/dsl"
import { now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const named = start.step("total", now)

// refused at `total`: 'total' is already defined by an earlier step
named.parallel({ total: (b) => b.step("n", now) })

// refused at `item`: 'item' is a reserved name
named.parallel({ item: (b) => b.step("n", now) })

// refused at `first }) => first`: Property 'first' does not exist on type
named.parallel({ first: (b) => b.step("n", now), second: (b) => b.step("m", now).let("both", ({ first }) => first) })

// refused at `n })`: Property 'n' does not exist on type
named.parallel({ first: (b) => b.step("n", now) }).returns(({ n }) => n)

// refused at `concurrency`: Type '"all"' is not assignable to type 'Concurrency | undefined'
named.parallel({ first: (b) => b.step("n", now) }, { concurrency: "all" })
