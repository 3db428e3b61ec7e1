import { flow } from "@millrace/dsl"
import { Count } from "../works/flows/as-given.ts"
import {
  countLeft,
  make,
  makeEffect,
  makeLater,
  read,
  readEffect,
  readLater,
  readScope,
  renew,
  renewState,
  same,
  unread,
} from "./large.ts"

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

/** A value that every item reads. */
export const items = flow("items", { input: Count })
  .step("large", makeLater, ({ input }) => ({ turn: input.n }))
  .forEach(
    "sizes",
    () => ["one", "two"],
    (b) => b.step("size", readLater, ({ large }) => ({ large })),
  )
  .step("left", countLeft, ({ input }) => ({ turn: input.n }))
  .returns(({ sizes, left }) => ({ size: sizes[0] ?? 0, left }))

/** A value that an item makes and reads, and then does without. */
export const inItem = flow("inItem", { input: Count })
  .forEach(
    "found",
    () => ["one"],
    (b) =>
      b
        .step("large", makeLater, ({ input }) => ({ turn: input.n }))
        .step("size", readLater, ({ large }) => ({ large }))
        .step("left", countLeft, ({ input }) => ({ turn: input.n }))
        .returns(({ size, left }) => ({ size, left })),
  )
  .returns(({ found }) => found[0] ?? { size: 0, left: 0 })

/** A state that an iteration reads, and then does without. */
export const inLoop = flow("inLoop", { input: Count })
  .loop("found", {
    initial: () => ({ large: { bytes: new Uint8Array(0) }, size: 0, left: 0 }),
    body: (b) =>
      b
        .step("large", renewState, ({ state }) => state)
        .step("size", readLater, ({ large }) => ({ large }))
        .step("left", countLeft, ({ input }) => ({ turn: input.n }))
        .returns(({ size, left }) => ({ large: { bytes: new Uint8Array(0) }, size, left })),
    // millrace-ignore BRANCH.NEVER_TAKEN: one round is what is looked at
    until: () => true,
    max: 1,
  })
  .returns(({ found }) => ({ size: found.size, left: found.left }))

/** A value that one case reads while the other one waits without it. */
export const cases = flow("cases", { input: Count })
  .step("large", makeLater, ({ input }) => ({ turn: input.n }))
  .match("found", ({ input }) => (input.n % 2 === 0 ? "even" : "odd"), {
    even: (b) =>
      b
        .step("size", readLater, ({ large }) => ({ large }))
        .step("left", countLeft, ({ input }) => ({ turn: input.n }))
        .returns(({ size, left }) => ({ size, left })),
    odd: (b) =>
      b.step("left", countLeft, ({ input }) => ({ turn: input.n })).returns(({ left }) => ({ size: 1_000, left })),
  })
  .returns(({ found }) => found)

/** A value that a block reads which fails only as a whole. */
export const inSaga = flow("inSaga", { input: Count })
  .step("large", makeLater, ({ input }) => ({ turn: input.n }))
  .saga("found", (b) =>
    b
      .step("size", readLater, ({ large }) => ({ large }), {
        compensate: { activity: unread, map: ({ size }) => ({ size }) },
      })
      .step("left", countLeft, ({ input }) => ({ turn: input.n }))
      .returns(({ size, left }) => ({ size, left })),
  )
  .returns(({ found }) => found)

/** A value that a block reads whose failure is handled. */
export const inTry = flow("inTry", { input: Count })
  .step("large", makeLater, ({ input }) => ({ turn: input.n }))
  .try(
    "found",
    (b) =>
      b
        .step("size", readLater, ({ large }) => ({ large }))
        .step("left", countLeft, ({ input }) => ({ turn: input.n }))
        .returns(({ size, left }) => ({ size, left })),
    { Unreadable: (b) => b.let("none", () => ({ size: 0, left: 0 })) },
  )
  .returns(({ found }) => found)

/** A value that one branch reads while another one goes on without it. */
export const inBranch = flow("inBranch", { input: Count })
  .step("large", makeLater, ({ input }) => ({ turn: input.n }))
  .parallel({
    first: (b) => b.step("size", readLater, ({ large }) => ({ large })).step("again", same, ({ size }) => ({ size })),
    left: (b) =>
      b
        .step("one", same, () => ({ size: 1 }))
        .step("two", same, ({ one }) => ({ size: one }))
        .step("left", countLeft, ({ input }) => ({ turn: input.n })),
  })
  .returns(({ first, left }) => ({ size: first, left }))

/** A step that takes the whole scope. */
export const inScope = flow("inScope", { input: Count })
  .step("large", makeLater, ({ input }) => ({ turn: input.n }))
  .step("size", readScope, (scope) => scope)
  .step("left", countLeft, ({ input }) => ({ turn: input.n }))
  .returns(({ size, left }) => ({ size, left }))
