import { capability, flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { Order } from "../workflow-parts.ts"

const summarise = capability("summarise", {
  input: Schema.Struct({ text: Schema.String }),
  output: Schema.Struct({ short: Schema.String }),
})
const start = flow("order", { input: Order })
// hover at `text`: (property) text: string
const delegated = start.agent("summary", summarise, ({ input }) => ({ text: input.id }))

// hover at `summary`: (parameter) summary: { readonly short: string; }
delegated.let("all", ({ summary }) => summary)

// hover at `workflow`: const workflow: Workflow<{ readonly id: string; readonly lines: readonly number[]; }, string, InvalidInput | NoAgentAvailable, Offered<"summarise">>
const workflow = delegated.returns(({ summary }) => summary.short)
export const ended = workflow
