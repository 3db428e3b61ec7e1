import { flow } from "@millrace/dsl"
import type { WorkflowOutput } from "@millrace/plan"
import * as Schema from "effect/Schema"
import { holds, Order } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const early = start.returns(({ input }) => input.lines)
holds<Same<WorkflowOutput<typeof early>, ReadonlyArray<number>>>()

const block = start
  .saga("inner", (b) => b.let("a", ({ input }) => input.lines.length).returns(({ a, input }) => ({ a, id: input.id })))
  .returns(({ inner }) => inner)
holds<Same<WorkflowOutput<typeof block>, { a: number; id: string }>>()

const Status = Schema.Struct({ status: Schema.Literals(["ok", "bad"]), note: Schema.optional(Schema.String) })
const declared = flow("declared", { input: Order, output: Status }).returns(({ input }) => ({
  status: "ok",
  note: input.id,
}))
holds<Same<WorkflowOutput<typeof declared>, { status: "ok"; note: string }>>()
