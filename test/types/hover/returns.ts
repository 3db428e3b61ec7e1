import { flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import * as Schema from "effect/Schema"
import { now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order, output: Schema.Struct({ status: Schema.Literals(["ok", "bad"]) }) }).step(
  "at",
  now,
)
// hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; readonly at: number; }
// hover at `workflow`: const workflow: Workflow<{ readonly id: string; readonly lines: readonly number[]; }, { status: "ok" | "bad"; }, InvalidInput, never>
const workflow = start.returns((scope) => ({ status: scope.at > 1 ? "ok" : "bad" }))

// hover at `runner`: const runner: Runner<{ readonly id: string; readonly lines: readonly number[]; }, { status: "ok" | "bad"; }, InvalidInput, never>
const runner = interpret(workflow)

// hover at `run(`: (property) Runner<{ readonly id: string; readonly lines: readonly number[]; }, { status: "ok" | "bad"; }, InvalidInput, never>.run: (input: { readonly id: string; readonly lines: readonly number[]; }, options?: RunOptions) => Promise<{ status: "ok" | "bad"; }>
export const running = runner.run({ id: "a", lines: [] })
