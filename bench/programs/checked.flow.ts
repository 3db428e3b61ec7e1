import { flow } from "@millrace/dsl"
import { CheckedCount } from "../works/flows/checked-input.ts"
import { increment } from "./increment.ts"

/** The same with an input that is checked by a schema. */
export const sequence = flow("sequence", { input: CheckedCount })
  .step("s1", increment, ({ input }) => ({ n: input.n }))
  .step("s2", increment, ({ s1 }) => ({ n: s1 }))
  .step("s3", increment, ({ s2 }) => ({ n: s2 }))
  .step("s4", increment, ({ s3 }) => ({ n: s3 }))
  .step("s5", increment, ({ s4 }) => ({ n: s4 }))
  .step("s6", increment, ({ s5 }) => ({ n: s5 }))
  .step("s7", increment, ({ s6 }) => ({ n: s6 }))
  .step("s8", increment, ({ s7 }) => ({ n: s7 }))
  .step("s9", increment, ({ s8 }) => ({ n: s8 }))
  .step("s10", increment, ({ s9 }) => ({ n: s9 }))
  .returns(({ s10 }) => s10)
