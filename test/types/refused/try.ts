import { flow } from "@millrace/dsl"
import { find, now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

// refused at `OutOfStock`: this block cannot fail with 'OutOfStock'
start.try("t", (b) => b.step("found", find, ({ input }) => ({ id: input.id })), { OutOfStock: (b) => b.step("n", now) })

// refused at `left`: Property 'left' does not exist on type 'NotFound'
start.try("t", (b) => b.step("found", find, ({ input }) => ({ id: input.id })), { NotFound: (b) => b.let("n", ({ error }) => error.left) })

// refused at `found }`: Property 'found' does not exist on type
start.try("t", (b) => b.step("found", find, ({ input }) => ({ id: input.id })), { NotFound: (b) => b.let("n", ({ found }) => found) })
