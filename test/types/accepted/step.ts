import { activity, flow, pool, rateLimit } from "@millrace/dsl"
import type {
  DeadlineExceeded,
  InvalidInput,
  StepTimeout,
  Workflow,
  WorkflowFailure,
  WorkflowOutput,
} from "@millrace/plan"
import type { Result } from "effect/Result"
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

const undo = activity("undo", (given: { readonly sku: string; readonly left: number }) => given.left)
const presses = pool("presses", { size: 2 })
const perSecond = rateLimit("per-second", { limit: 1, interval: "1 second" })

const optioned = start
  .step("kept", reserve, ({ input }) => ({ sku: input.id }), {
    compensate: { activity: undo, map: ({ kept, input }) => ({ sku: kept.reserved, left: input.lines.length }) },
    pool: presses,
    rateLimit: perSecond,
    cache: { ttl: "1 minute", key: ({ input }) => input.id },
  })
  .returns(({ kept }) => kept)
holds<Same<WorkflowOutput<typeof optioned>, { reserved: string }>>()

const tolerant = start
  .step("kept", reserve, ({ input }) => ({ sku: input.id }), {
    when: ({ input }) => input.id !== "",
    onFailure: "continue",
    deadline: "1 minute",
  })
  .returns(({ kept }) => kept)
holds<
  Same<
    WorkflowOutput<typeof tolerant>,
    Result<{ reserved: string }, OutOfStock | NotFound | StepTimeout | DeadlineExceeded> | undefined
  >
>()
holds<Same<WorkflowFailure<typeof tolerant>, InvalidInput>>()

export const charge = activity("charge", {
  run: async (given: { readonly cents: number }) => ({ receipt: `for ${given.cents}` }),
  compensate: async ({ input, output }, { idempotencyKey }) => {
    console.log(input.cents, output.receipt, idempotencyKey)
  },
})

const unmappedWithOptions = start
  .step("total", sum, ({ input }) => ({ lines: input.lines }))
  .step("ranked", rank, undefined, { timeout: "1 second" })
  .step("at", now, undefined, { when: ({ total }) => total > 1 })
  .returns(({ ranked, at }) => ({ ranked, at }))
holds<
  Same<
    typeof unmappedWithOptions,
    Workflow<
      { readonly id: string; readonly lines: ReadonlyArray<number> },
      { ranked: "high" | "low"; at: number | undefined },
      InvalidInput | StepTimeout,
      never
    >
  >
>()
