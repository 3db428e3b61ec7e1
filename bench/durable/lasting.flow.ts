import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { Count } from "../works/flows/as-given.ts"
import { increment } from "../works/flows/values.activities.ts"
import { hold, wake } from "./lasting.activities.ts"

/** Payment for one execution. */
const Payment = Schema.Struct({ amount: Schema.Number })

/** A step, a wait for somebody outside, and a step. */
export const paid = flow("paid", { input: Count })
  .step("before", increment, ({ input }) => ({ n: input.n }))
  .signal("payment", { payload: Payment })
  .step("after", wake, ({ input }) => ({ n: input.n }))
  .returns(({ payment }) => payment.amount)

/** A step, a wait for a moment, and a step. The number is the moment. */
export const reminded = flow("reminded", { input: Count })
  .step("before", increment, ({ input }) => ({ n: input.n }))
  .sleep("due", ({ input }) => new Date(input.n))
  .step("after", wake, ({ input }) => ({ n: input.n }))
  .returns(({ after }) => after)

/** Ten steps, in the middle of which a process can be killed. */
export const held = flow("held", { input: Count })
  .step("s1", increment, ({ input }) => ({ n: input.n }))
  .step("s2", increment, ({ s1 }) => ({ n: s1 }))
  .step("s3", increment, ({ s2 }) => ({ n: s2 }))
  .step("s4", increment, ({ s3 }) => ({ n: s3 }))
  .step("s5", increment, ({ s4 }) => ({ n: s4 }))
  .step("s6", hold, ({ s5 }) => ({ n: s5 }))
  .step("s7", increment, ({ s6 }) => ({ n: s6 }))
  .step("s8", increment, ({ s7 }) => ({ n: s7 }))
  .step("s9", increment, ({ s8 }) => ({ n: s8 }))
  .step("s10", increment, ({ s9 }) => ({ n: s9 }))
  .returns(({ s10 }) => s10)
