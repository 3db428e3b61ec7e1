import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { half, next } from "./activities.ts"

const Numbered = Schema.Struct({ n: Schema.Number })

/** The first branch that succeeds. */
export const races = flow("races", { input: Numbered })
  .race("first", {
    half: (b) => b.step("halved", half, ({ input }) => input.n),
    "late-one": (b) => b.step("one", next, ({ input }) => input.n).step("two", next, ({ one }) => one),
  })
  .race("single", { only: (b) => b.let("value", ({ first }) => first.value * 2) })
  .returns(({ first, single }) => ({ branch: first.branch, value: first.value, single: single.value }))

/** Branches that all fail: the first failure counts. */
export const failing = flow("failing", { input: Numbered })
  .race("none", {
    a: (b) => b.step("first", half, ({ input }) => input.n),
    b: (b) => b.step("second", half, ({ input }) => input.n + 2),
  })
  .returns(({ none }) => none)
