import { flow } from "@millrace/dsl"
import type {
  InvalidInput,
  MinimumSuccessMissed,
  ParallelSummary,
  WorkflowFailure,
  WorkflowOutput,
} from "@millrace/plan"
import type { Result } from "effect/Result"
import { find, holds, Order, sum } from "../workflow-parts.ts"
import type { NotFound, Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const branches = start
  .parallel({
    customer: (b) => b.step("find", find, ({ input }) => ({ id: input.id })),
    total: (b) => b.step("sum", sum, ({ input }) => ({ lines: input.lines })).returns(({ sum }) => ({ sum })),
  })
  .returns(({ customer, total }) => ({ name: customer.name, total }))
holds<Same<WorkflowOutput<typeof branches>, { name: string; total: { sum: number } }>>()
holds<Same<WorkflowFailure<typeof branches>, InvalidInput | NotFound>>()

const enough = start
  .parallel(
    {
      customer: (b) => b.step("find", find, ({ input }) => ({ id: input.id })),
      one: (b) => b.let("n", () => 1),
    },
    { minimumSuccess: 0.5, summary: "how" },
  )
  .returns(({ customer, one, how }) => ({ customer, one, how }))
holds<
  Same<
    WorkflowOutput<typeof enough>,
    {
      customer: Result<{ readonly name: string; readonly vip: boolean }, NotFound>
      one: Result<number>
      how: ParallelSummary<NotFound>
    }
  >
>()
holds<Same<WorkflowFailure<typeof enough>, InvalidInput | MinimumSuccessMissed>>()

// Names that every object has a property of.
const objectNames = start
  .parallel({
    toString: (b) => b.let("length", ({ input }) => input.lines.length),
    constructor: (b) => b.let("id", ({ input }) => input.id),
  })
  .returns(({ toString, constructor }) => ({ toString, constructor }))
holds<Same<WorkflowOutput<typeof objectNames>, { toString: number; constructor: string }>>()
