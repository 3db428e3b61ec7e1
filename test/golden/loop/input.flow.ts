import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import type { Guess } from "./activities.ts"
import { improve, isClose } from "./activities.ts"

const Square = Schema.Struct({ of: Schema.Number })

export const roots = flow("roots", { input: Square })
  .loop("root", {
    initial: ({ input }): Guess => ({ value: input.of, error: Infinity }),
    body: (b) => b.step("improve", improve, ({ state, input }) => ({ value: state.value, of: input.of })),
    until: (state) => isClose(state),
    max: 10,
  })
  .loop("count", {
    initial: () => ({ n: 0, seen: [0] }),
    body: (b) =>
      b
        .let("next", ({ state, iteration }) => state.n + iteration)
        .returns(({ state, next }) => ({ n: next, seen: [...state.seen, next] })),
    while: (state, iteration) => state.n < 20 && iteration < 100,
    max: 4,
    onExhausted: "continue",
  })
  .returns(({ root, count }) => ({ root: root.value.toFixed(3), count }))

export const exhausted = flow("exhausted", { input: Square })
  .loop("never", { initial: () => 1, body: (b) => b.let("same", ({ state }) => state), until: () => false, max: 2 })
  .returns(({ never }) => never)
