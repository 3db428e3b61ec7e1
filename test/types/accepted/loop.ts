import { flow } from "@millrace/dsl"
import type { InvalidInput, LoopExhausted, WorkflowFailure, WorkflowOutput } from "@millrace/plan"
import { find, holds, Order } from "../workflow-parts.ts"
import type { NotFound, Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const looped = start
  .loop("cursor", {
    initial: (): string | undefined => undefined,
    body: (b) =>
      b.step("page", find, ({ state, iteration }) => ({ id: `${state}${iteration}` })).returns(({ page }) => page.name),
    while: (state, iteration) => state !== "end" && iteration < 5,
    max: 10,
  })
  .returns(({ cursor }) => cursor)
holds<Same<WorkflowOutput<typeof looped>, string | undefined>>()
holds<Same<WorkflowFailure<typeof looped>, InvalidInput | NotFound | LoopExhausted>>()

const tolerant = start
  .loop("n", {
    initial: () => 0,
    body: (b) => b.let("next", ({ state }) => state + 1),
    until: (state) => state > 3,
    max: 2,
    onExhausted: "continue",
  })
  .returns(({ n }) => n)
holds<Same<WorkflowFailure<typeof tolerant>, InvalidInput>>()
