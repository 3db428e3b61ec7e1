import { flow } from "@millrace/dsl"
import { now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order }).step("total", now)

// refused at `"total"`: 'total' is already defined by an earlier step
start.when("total", () => true, (b) => b.step("n", now))

// refused at `"total", now) )`: 'total' is already defined by an earlier step
start.when("a", () => true, (b) => b.step("total", now) )

// refused at `inner }`: Property 'inner' does not exist on type
start.when("w", () => true, (b) => b.step("inner", now)).returns(({ inner }) => inner)

// refused at `total,`: Type 'number' is not assignable to type 'boolean'
start.when("w", ({ total }) => total, (b) => b.step("inner", now))

// refused at `() => 1`: Type 'number' is not assignable to type
start.when("w", () => true, () => 1)
