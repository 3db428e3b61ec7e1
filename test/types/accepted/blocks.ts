import { flow } from "@millrace/dsl"
import type {
  DeadlineExceeded,
  HumanTasks,
  InvalidAnswer,
  InvalidInput,
  LoopExhausted,
  MinimumSuccessMissed,
  ParallelSummary,
  StepTimeout,
  WorkflowFailure,
  WorkflowOutput,
  WorkflowRequirements,
} from "@millrace/plan"
import type { Result } from "effect/Result"
import { Approval, find, holds, Order, reserve, sum } from "../workflow-parts.ts"
import type { NotFound, OutOfStock, Same } from "../workflow-parts.ts"

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

const matched = start
  .let("size", ({ input }) => (input.lines.length > 3 ? "big" : "small"))
  .match("shipping", ({ size }) => size, {
    big: (b) => b.step("kept", reserve, ({ input }) => ({ sku: input.id })),
    small: (b) => b.let("none", () => undefined),
  })
  .returns(({ shipping }) => shipping)
holds<Same<WorkflowOutput<typeof matched>, { reserved: string } | undefined>>()
holds<Same<WorkflowFailure<typeof matched>, InvalidInput | OutOfStock | NotFound | StepTimeout>>()

const partly = start
  .let("size", ({ input }) => (input.lines.length > 3 ? "big" : "small"))
  .match(
    "shipping",
    ({ size }) => size,
    { big: (b) => b.let("pallet", () => "pallet") },
    (b) => b.let("box", () => "box"),
  )
  .returns(({ shipping }) => shipping)
holds<Same<WorkflowOutput<typeof partly>, string>>()

const sizeOf = ({ input }: { readonly input: { readonly id: string } }) => (input.id === "" ? "none" : "some")
const byFunction = start
  .match("some", sizeOf, { none: (b) => b.let("no", () => 0), some: (b) => b.let("yes", ({ input }) => input.id) })
  .returns(({ some }) => some)
holds<Same<WorkflowOutput<typeof byFunction>, string | number>>()

const maybe = start
  .when(
    "checked",
    ({ input }) => input.lines.length > 3,
    (b) => b.step("found", find, ({ input }) => (input.id === "" ? { id: "none" } : { id: input.id })),
  )
  .returns(({ checked }) => checked)
holds<Same<WorkflowOutput<typeof maybe>, { readonly name: string; readonly vip: boolean } | undefined>>()

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

const asked = start
  .human("review", { form: Approval, show: ({ input }) => input.lines, deadline: "2 days" })
  .returns(({ review }) => review.approved)
holds<Same<WorkflowOutput<typeof asked>, boolean>>()
holds<Same<WorkflowFailure<typeof asked>, InvalidInput | InvalidAnswer | DeadlineExceeded>>()
holds<Same<WorkflowRequirements<typeof asked>, HumanTasks>>()

const escalated = start
  .human("review", { form: Approval, deadline: "2 days", onDeadline: (b) => b.let("none", () => "late" as const) })
  .returns(({ review }) => review)
holds<Same<WorkflowOutput<typeof escalated>, { readonly approved: boolean; readonly by: string } | "late">>()
holds<Same<WorkflowFailure<typeof escalated>, InvalidInput | InvalidAnswer>>()

const variables = flow("vars", { input: Order, vars: ({ input }) => ({ region: "eu", id: input.id }) }).returns(
  ({ vars }) => vars,
)
holds<Same<WorkflowOutput<typeof variables>, { region: string; id: string }>>()
