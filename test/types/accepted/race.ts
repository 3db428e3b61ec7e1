import { flow } from "@millrace/dsl"
import type { WorkflowOutput } from "@millrace/plan"
import { find, holds, Order } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const raced = start
  .race("first", {
    found: (b) => b.step("find", find, ({ input }) => ({ id: input.id })),
    fixed: (b) => b.let("one", () => 1),
  })
  .returns(({ first }) => first)
holds<
  Same<
    WorkflowOutput<typeof raced>,
    | { readonly branch: "found"; readonly value: { readonly name: string; readonly vip: boolean } }
    | { readonly branch: "fixed"; readonly value: number }
  >
>()

// Names that every object has a property of.
const objectNames = start
  .race("first", {
    toString: (b) => b.let("length", ({ input }) => input.lines.length),
    constructor: (b) => b.let("id", ({ input }) => input.id),
  })
  .returns(({ first }) => first)
holds<
  Same<
    WorkflowOutput<typeof objectNames>,
    { readonly branch: "toString"; readonly value: number } | { readonly branch: "constructor"; readonly value: string }
  >
>()
