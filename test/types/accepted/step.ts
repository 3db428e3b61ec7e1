import { flow } from "@millrace/dsl"
import type { DeadlineExceeded, InvalidInput, StepTimeout, Workflow, WorkflowTimeout } from "@millrace/plan"
import { find, holds, now, Order, rank, reserve, sum } from "../workflow-parts.ts"
import type { NotFound, OutOfStock, Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const total = start
  .step("total", sum, ({ input }) => ({ lines: input.lines, round: "up" }))
  .returns(({ total }) => total)
holds<
  Same<
    typeof total,
    Workflow<{ readonly id: string; readonly lines: ReadonlyArray<number> }, number, InvalidInput, never>
  >
>()

const withoutMapping = start
  .step("total", sum, ({ input }) => ({ lines: input.lines }))
  .step("rank", rank)
  .step("now", now)
  .returns(({ rank, now }) => ({ rank, now }))
holds<
  Same<
    typeof withoutMapping,
    Workflow<
      { readonly id: string; readonly lines: ReadonlyArray<number> },
      { rank: "high" | "low"; now: number },
      InvalidInput,
      never
    >
  >
>()

const failing = start
  .step("found", find, ({ input }) => ({ id: input.id }))
  .step("kept", reserve, ({ found }) => ({ sku: found.name }), {
    retry: { maximumAttempts: 2, nonRetryable: ["OutOfStock"] },
    deadline: "1 minute",
  })
  .returns(({ kept }) => kept.reserved)
holds<
  Same<
    typeof failing,
    Workflow<
      { readonly id: string; readonly lines: ReadonlyArray<number> },
      string,
      InvalidInput | NotFound | OutOfStock | StepTimeout | DeadlineExceeded,
      never
    >
  >
>()

const nothing = flow("nothing", { timeout: "1 minute" })
  .step("now", now)
  .returns(({ now }) => now)
holds<Same<typeof nothing, Workflow<void, number, WorkflowTimeout, never>>>()
