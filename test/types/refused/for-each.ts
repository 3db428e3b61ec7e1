import { flow } from "@millrace/dsl"
import { now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

// refused at `input.id`: Type 'string' is not assignable to type 'readonly unknown[]'
start.forEach("each", ({ input }) => input.id, (b) => b.step("n", now))

// refused at `itm }`: Property 'itm' does not exist on type
start.forEach("each", ({ input }) => input.lines, (b) => b.let("n", ({ itm }) => itm))

// refused at `line.id`: Property 'id' does not exist on type 'number'
start.forEach("each", ({ input }) => input.lines, (b) => b.step("n", now), { key: (line) => line.id })

// refused at `item }`: Property 'item' does not exist on type
start.forEach("each", ({ input }) => input.lines, (b) => b.step("n", now)).returns(({ item }) => item)
