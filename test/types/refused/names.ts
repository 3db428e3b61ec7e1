import { flow } from "@millrace/dsl"
import { now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order }).step("total", now)

// refused at `"total"`: 'total' is already defined by an earlier step
start.step("total", now)

// refused at `"input"`: 'input' is a reserved name
start.let("input", () => 1)

// refused at `"total"`: 'total' is already defined by an earlier step
start.when("a", () => true, (b) => b.step("total", now))

// refused at `total`: 'total' is already defined by an earlier step
start.parallel({ total: (b) => b.step("n", now) })

const name: string = "dynamic"
// refused at `name`: a name is written as a string literal
start.step(name, now)
