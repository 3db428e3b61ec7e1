import { flow } from "@millrace/dsl"
import { Order } from "../workflow-parts.ts"

// refused at `timeout`: Type '"1 min"' is not assignable to type 'DurationInput | undefined'
flow("order", { input: Order, timeout: "1 min" })

// refused at `outputs`: Object literal may only specify known properties, but 'outputs' does not exist in type
flow("order", { input: Order, outputs: Order })

// refused at `schedule`: Type '"graph"' is not assignable to type '"dataflow" | "written" | undefined'
flow("order", { input: Order, schedule: "graph" })

// refused at `nme`: Property 'nme' does not exist on type
flow("order", { input: Order, vars: ({ input }) => ({ name: input.nme }) })

// refused at `vars }`: Property 'vars' does not exist on type
flow("order", { input: Order }).let("region", ({ vars }) => vars)
