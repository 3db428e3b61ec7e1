import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { at, echo, flows, parallel, step, total } from "./activities.ts"

const Input = Schema.Struct({ value: Schema.Number })

export const hostile = flow("hostile */ `${names}` \u2028 </script>", { input: Input })
  .step("constructor", echo, ({ input }) => ({ value: input.value }))
  .step("toString", echo, ({ constructor }) => ({ value: constructor }))
  .step("a-b", echo, ({ toString }) => ({ value: toString }))
  .step("a b", echo, ({ "a-b": ab }) => ({ value: ab }))
  .step("class", echo, (scope) => ({ value: scope["a b"] }))
  .step("🎉", echo, (scope) => ({ value: scope.class }))
  .step("2fast", echo, ({ "🎉": party }) => ({ value: party }))
  .step("größe", echo, (scope) => ({ value: scope["2fast"] }))
  .step("await", echo, ({ größe }) => ({ value: größe }))
  .step('say "hi" it\'s', echo, ({ await: waited }) => ({ value: waited }))
  .step("line\nbreak", echo, (scope) => ({ value: scope['say "hi" it\'s'] }))
  .step("Case", echo, (scope) => ({ value: scope["line\nbreak"] }))
  // millrace-ignore NAME.SIMILAR: names that are told apart by case alone are kept
  .step("case", echo, ({ Case }) => ({ value: Case }))
  .step("Math", echo, (scope) => ({ value: Math.max(scope.case, scope.Case) }))
  .step("dotted.path[0]\\", echo, ({ Math: most }) => ({ value: most }))
  .returns((scope) => ({
    last: scope["dotted.path[0]\\"],
    "a-b": scope["a-b"],
    constructor: scope.constructor,
    await: scope.await,
  }))

// Steps called like imports, like the ABI, and like what a mapping declares inside.
export const clashes = flow("clashes", { input: Input })
  .step("total", total, ({ input }) => ({ value: input.value }))
  .step("step", step, ({ total }) => ({ value: total }))
  .step("parallel", echo, ({ step }) => ({ value: parallel(step) }))
  .step("at", echo, ({ parallel }) => ({ value: flows(at(parallel)) }))
  .let("n", ({ at }) => at)
  .let("list", ({ n: m, total }) => [1, 2].map((n) => n + m + [3].reduce((total, n) => total + n, 0) + total))
  .returns(({ list, n, at: position }) => ({ list, n, position }))

// One step name in several blocks, with different activities and with the same.
export const twins = flow("twins", { input: Input })
  .parallel({
    left: (b) => b.step("work", echo, ({ input }) => input).step("same", echo, ({ work }) => ({ value: work })),
    right: (b) => b.step("work", step, ({ input }) => input).step("same", echo, ({ work }) => ({ value: work })),
    "right-": (b) => b.step("work", total, ({ input }) => input),
  })
  .when(
    "work",
    ({ left, right }) => left > right,
    (b) => b.step("work", echo, ({ input }) => input),
  )
  .returns(({ left, right, "right-": other, work }) => [left, right, other, work])
