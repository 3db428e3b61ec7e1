import { flow } from "@millrace/dsl"
import { Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

// refused at `"input"`: 'input' is a reserved name
start.let("input", () => 1)

// refused at `"resource"`: 'resource' is a reserved name
start.let("resource", () => 1)

// refused at `"twice", () => 2`: 'twice' is already defined by an earlier step
start.let("twice", () => 1).let("twice", () => 2)

// refused at `wrong`: Property 'wrong' does not exist on type '{ readonly input:
start.let("read", ({ wrong }) => wrong)
