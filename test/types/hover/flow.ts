import { flow } from "@millrace/dsl"
import { Order } from "../workflow-parts.ts"

// hover at `nothing`: const nothing: Builder<InFlow<void, unknown>, Begun<Named<"input", undefined>>, never, never>
const nothing = flow("nothing")
// hover at `named`: const named: Builder<InFlow<{ readonly id: string; readonly lines: readonly number[]; }, unknown>, Begun<Named<"vars", { region: string; id: string; }> & Named<"input", { readonly id: string; readonly lines: readonly number[]; }>>, InvalidInput | WorkflowTimeout, never>
const named = flow("named", {
  input: Order,
  // hover at `input }`: (parameter) input: { readonly id: string; readonly lines: readonly number[]; }
  vars: ({ input }) => ({ region: "eu", id: input.id }),
  timeout: "1 minute",
})
// hover at `vars`: (parameter) vars: { region: string; id: string; }
export const ended = [nothing.returns(() => 1), named.returns(({ vars }) => vars)]
