import { flow } from "@millrace/dsl"
import type { InvalidInput, StepTimeout, WorkflowFailure, WorkflowOutput } from "@millrace/plan"
import { find, holds, Order, reserve } from "../workflow-parts.ts"
import type { NotFound, OutOfStock, Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const graph = start
  .graph((g) =>
    g
      .node("found", { needs: [] }, (b) => b.step("find", find, ({ input }) => ({ id: input.id })))
      .node("name", { needs: ["found"] }, (b) => b.let("upper", ({ found }) => found.name.toUpperCase()))
      .node("both", { needs: ["found", "name"] }, (b) => b.let("is", ({ found, name }) => found.vip && name !== "")),
  )
  .returns(({ found, name, both }) => ({ vip: found.vip, name, both }))
holds<Same<WorkflowOutput<typeof graph>, { vip: boolean; name: string; both: boolean }>>()
holds<Same<WorkflowFailure<typeof graph>, InvalidInput | NotFound>>()

const failing = start
  .graph((g) =>
    g
      .node("kept", { needs: [] }, (b) => b.step("reserve", reserve, ({ input }) => ({ sku: input.id })))
      .node("sku", { needs: ["kept"] }, (b) => b.let("sku", ({ kept, input }) => kept.reserved + input.id)),
  )
  .step("found", find, ({ sku }) => ({ id: sku }))
  .returns(({ found, kept }) => ({ vip: found.vip, kept }))
holds<Same<WorkflowOutput<typeof failing>, { vip: boolean; kept: { reserved: string } }>>()
holds<Same<WorkflowFailure<typeof failing>, InvalidInput | OutOfStock | NotFound | StepTimeout>>()
