import { activity, flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"

const increment = activity("increment", (n: number) => n + 1)

/** Unused values whose code begins with a bracket stand on lines of their own. */
export const glued = flow("glued", { input: Schema.Struct({ n: Schema.Number }) })
  .step("a", increment, ({ input }) => input.n)
  // millrace-ignore VALUE.UNREAD: what is left of it is looked at
  .let("unused", ({ a: one, ...others }) => [one, Object.keys(others)])
  .step("b", increment, ({ input }) => input.n, { when: ({ input }) => (input.n + 1) % 2 === 0 })
  .step("c", increment, ({ input }) => input.n, { when: ({ input }) => [1, 2].includes(input.n) })
  .step("d", increment, ({ input }) => input.n, { when: ({ input }) => -input.n < 0 })
  .step("e", increment, ({ input }) => input.n, { when: ({ input }) => /2/.test(String(input.n)) })
  .step("f", increment, ({ input }) => input.n, { when: ({ input }) => `${input.n}` === "2" })
  .returns(({ input }) => input.n)
