import { flow } from "@millrace/dsl"
import { increment } from "./activities.ts"
import { Count } from "./count.ts"

/** Three steps, eight at once, two more. */
export const fanOut = flow("fan-out", { input: Count })
  .step("a", increment, ({ input }) => ({ n: input.n }))
  .step("b", increment, ({ a }) => ({ n: a }))
  .step("c", increment, ({ b }) => ({ n: b }))
  .parallel({
    p1: (b) => b.step("q1", increment, ({ c }) => ({ n: c + 1 })),
    p2: (b) => b.step("q2", increment, ({ c }) => ({ n: c + 2 })),
    p3: (b) => b.step("q3", increment, ({ c }) => ({ n: c + 3 })),
    p4: (b) => b.step("q4", increment, ({ c }) => ({ n: c + 4 })),
    p5: (b) => b.step("q5", increment, ({ c }) => ({ n: c + 5 })),
    p6: (b) => b.step("q6", increment, ({ c }) => ({ n: c + 6 })),
    p7: (b) => b.step("q7", increment, ({ c }) => ({ n: c + 7 })),
    p8: (b) => b.step("q8", increment, ({ c }) => ({ n: c + 8 })),
  })
  .let("sum", ({ p1, p2, p3, p4, p5, p6, p7, p8 }) => p1 + p2 + p3 + p4 + p5 + p6 + p7 + p8)
  .step("d", increment, ({ sum }) => ({ n: sum }))
  .step("e", increment, ({ d }) => ({ n: d }))
  .returns(({ e }) => e)

/** A hundred iterations of one step. */
export const hundredTimes = flow("hundred-times", { input: Count })
  .loop("count", {
    initial: ({ input }) => input.n,
    body: (b) => b.step("next", increment, ({ state }) => ({ n: state })),
    until: (_state, iteration) => iteration === 100,
    max: 100,
  })
  .returns(({ count }) => count)

/** Two steps and a three-way decision. */
export const decision = flow("decision", { input: Count })
  .step("a", increment, ({ input }) => ({ n: input.n }))
  .step("b", increment, ({ a }) => ({ n: a }))
  .let("size", ({ b }) => (b > 100 ? "large" : b > 10 ? "middle" : "small"))
  .match("chosen", ({ size }) => size, {
    large: (b) => b.step("shrink", increment, ({ b }) => ({ n: b - 100 })),
    middle: (b) => b.step("keep", increment, ({ b }) => ({ n: b })),
    small: (b) => b.step("grow", increment, ({ b }) => ({ n: b + 100 })),
  })
  .returns(({ chosen }) => chosen)
