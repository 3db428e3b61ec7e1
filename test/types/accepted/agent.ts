import { capability, flow } from "@millrace/dsl"
import type {
  InvalidInput,
  NoAgentAvailable,
  Offered,
  StepTimeout,
  WorkflowFailure,
  WorkflowOutput,
  WorkflowRequirements,
} from "@millrace/plan"
import * as Schema from "effect/Schema"
import { holds, Order } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const summarise = capability("summarise", { input: Schema.Struct({ text: Schema.String }), output: Schema.String })
const delegated = start
  .agent("short", summarise, ({ input }) => ({ text: input.id }), { timeout: "1 second" })
  .returns(({ short }) => short)
holds<Same<WorkflowOutput<typeof delegated>, string>>()
holds<Same<WorkflowFailure<typeof delegated>, InvalidInput | NoAgentAvailable | StepTimeout>>()
holds<Same<WorkflowRequirements<typeof delegated>, Offered<"summarise">>>()

const fitting = flow("fitting", { input: Order })
  .let("text", ({ input }) => input.id)
  .agent("short", summarise)
  .returns(({ short }) => short)
holds<Same<WorkflowOutput<typeof fitting>, string>>()
