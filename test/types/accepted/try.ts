import { flow } from "@millrace/dsl"
import type { InvalidInput, WorkflowFailure, WorkflowOutput } from "@millrace/plan"
import { find, holds, Order, reserve } from "../workflow-parts.ts"
import type { NotFound, Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const handled = start
  .try("kept", (b) => b.step("reserve", reserve, ({ input }) => ({ sku: input.id })), {
    OutOfStock: (b) => b.let("short", ({ error }) => ({ left: error.left })),
    StepTimeout: (b) => b.step("again", find, ({ error }) => ({ id: error.path })),
  })
  .returns(({ kept }) => kept)
holds<
  Same<
    WorkflowOutput<typeof handled>,
    { reserved: string } | { left: number } | { readonly name: string; readonly vip: boolean }
  >
>()
holds<Same<WorkflowFailure<typeof handled>, InvalidInput | NotFound>>()

const unhandled = start
  .try("found", (b) => b.step("find", find, ({ input }) => ({ id: input.id })), {})
  .returns(({ found }) => found.vip)
holds<Same<WorkflowOutput<typeof unhandled>, boolean>>()
holds<Same<WorkflowFailure<typeof unhandled>, InvalidInput | NotFound>>()
