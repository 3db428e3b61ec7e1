import { flow } from "@millrace/dsl"
import { Count } from "../works/flows/as-given.ts"
import { countLeft, make, makeEffect, makeLater, read, readEffect, readLater, renew } from "./large.ts"

/**
 * A value that is read once, before somebody looks whether it is still there. A step without a mapping would get it once more, in
 * its scope.
 */
export const values = flow("values", { input: Count })
  .step("large", make, ({ input }) => ({ turn: input.n }))
  .step("size", read, ({ large }) => ({ large }))
  .step("left", countLeft, ({ input }) => ({ turn: input.n }))
  .returns(({ size, left }) => ({ size, left }))

export const promises = flow("promises", { input: Count })
  .step("large", makeLater, ({ input }) => ({ turn: input.n }))
  .step("size", readLater, ({ large }) => ({ large }))
  .step("left", countLeft, ({ input }) => ({ turn: input.n }))
  .returns(({ size, left }) => ({ size, left }))

export const effects = flow("effects", { input: Count })
  .step("large", makeEffect, ({ input }) => ({ turn: input.n }))
  .step("size", readEffect, ({ large }) => ({ large }))
  .step("left", countLeft, ({ input }) => ({ turn: input.n }))
  .returns(({ size, left }) => ({ size, left }))

/** A value inside of a branch that has ended. */
export const branch = flow("branch", { input: Count })
  .when(
    "size",
    ({ input }) => input.n >= 0,
    (b) =>
      b
        .step("large", makeLater, ({ input }) => ({ turn: input.n }))
        .step("size", readLater, ({ large }) => ({ large })),
  )
  .step("left", countLeft, ({ input }) => ({ turn: input.n }))
  .returns(({ size, left }) => ({ size, left }))

/** Values of branches that run at once, all of them read by one step. */
export const parallel = flow("parallel", { input: Count })
  .parallel({
    one: (b) => b.step("makeOne", makeLater, ({ input }) => ({ turn: input.n })),
    two: (b) => b.step("makeTwo", makeLater, ({ input }) => ({ turn: input.n })),
  })
  .step("sizeOne", readLater, ({ one }) => ({ large: one }))
  .step("size", readLater, ({ two }) => ({ large: two }))
  .step("left", countLeft, ({ input }) => ({ turn: input.n }))
  .returns(({ size, left }) => ({ size, left }))

/** The states of a loop that has ended. */
export const loop = flow("loop", { input: Count })
  .step("first", makeLater, ({ input }) => ({ turn: input.n }))
  .loop("last", {
    initial: ({ first }) => first,
    body: (b) => b.step("next", renew, ({ state }) => ({ large: state })),
    until: (_state, iteration) => iteration === 10,
    max: 10,
  })
  .step("size", readLater, ({ last }) => ({ large: last }))
  .step("left", countLeft, ({ input }) => ({ turn: input.n }))
  .returns(({ size, left }) => ({ size, left }))
