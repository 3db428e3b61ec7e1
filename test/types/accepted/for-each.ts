import { flow } from "@millrace/dsl"
import type { ParallelSummary, WorkflowOutput } from "@millrace/plan"
import type { Result } from "effect/Result"
import { find, holds, Order, sum } from "../workflow-parts.ts"
import type { NotFound, Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const each = start
  .forEach(
    "sums",
    ({ input }) => input.lines,
    (b) => b.step("sum", sum, ({ item, index }) => ({ lines: [item, index] })),
    { concurrency: 4, key: (line, index) => `${line}-${index}` },
  )
  .returns(({ sums }) => sums)
holds<Same<WorkflowOutput<typeof each>, ReadonlyArray<number>>>()

const settled = start
  .forEach(
    "found",
    ({ input }) => input.lines,
    (b) => b.step("find", find, ({ item }) => ({ id: String(item) })),
    {
      minimumSuccess: 1,
      summary: "how",
    },
  )
  .returns(({ found, how }) => ({ found, how }))
holds<
  Same<
    WorkflowOutput<typeof settled>,
    {
      found: ReadonlyArray<Result<{ readonly name: string; readonly vip: boolean }, NotFound>>
      how: ParallelSummary<NotFound>
    }
  >
>()
