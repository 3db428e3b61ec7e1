import { flow } from "@millrace/dsl"
import { Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const child = flow("child", { input: Order }).returns(({ input }) => input.id)

// refused at `({ id`: Property 'lines' is missing
start.child("name", child, ({ input }) => ({ id: input.id }))

// refused at `name: "x"`: 'name' is not an input of this workflow
start.child("name", child, ({ input }) => ({ ...input, name: "x" }))

// refused at `child)`: step 'name' needs a mapping that gives 'id', 'lines'
start.child("name", child)

// refused at `start)`: is missing the following properties from type 'Workflow<unknown, unknown, unknown, unknown>': kind, name, plan
start.child("name", start)
