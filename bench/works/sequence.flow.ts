import { flow } from "@millrace/dsl"
import { increment, incrementLater } from "./activities.ts"
import { Count } from "./count.ts"

/** Ten trivial steps, one after the other. */
export const sequence = flow("sequence", { input: Count })
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

/** The same with activities that return Promises. */
export const sequenceLater = flow("sequence-later", { input: Count })
  .step("s1", incrementLater, ({ input }) => ({ n: input.n }))
  .step("s2", incrementLater, ({ s1 }) => ({ n: s1 }))
  .step("s3", incrementLater, ({ s2 }) => ({ n: s2 }))
  .step("s4", incrementLater, ({ s3 }) => ({ n: s3 }))
  .step("s5", incrementLater, ({ s4 }) => ({ n: s4 }))
  .step("s6", incrementLater, ({ s5 }) => ({ n: s5 }))
  .step("s7", incrementLater, ({ s6 }) => ({ n: s6 }))
  .step("s8", incrementLater, ({ s7 }) => ({ n: s7 }))
  .step("s9", incrementLater, ({ s8 }) => ({ n: s8 }))
  .step("s10", incrementLater, ({ s9 }) => ({ n: s9 }))
  .returns(({ s10 }) => s10)
