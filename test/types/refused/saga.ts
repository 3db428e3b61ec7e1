import { flow } from "@millrace/dsl"
import { now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order }).step("total", now)

// refused at `"total"`: 'total' is already defined by an earlier step
start.saga("total", (b) => b.step("n", now))

// refused at `n }`: Property 'n' does not exist on type
start.saga("all", (b) => b.step("n", now)).returns(({ n }) => n)
