import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { join, slow } from "./activities.ts"

const Words = Schema.Struct({ first: Schema.String, second: Schema.String })

/** Steps that begin as soon as what they read is there. */
export const page = flow("page", { input: Words, schedule: "dataflow" })
  .step("title", slow, ({ input }) => ({ turns: 50, text: input.first }))
  .step("body", slow, ({ input }) => ({ turns: 10, text: input.second }))
  .let("size", (scope) => scope.body.length)
  .parallel({
    left: (b) => b.step("shift", slow, ({ body }) => ({ turns: 90, text: `${body}-l` })),
    right: (b) => b.step("shift", slow, ({ input, size }) => ({ turns: size, text: input.second })),
  })
  .when(
    "note",
    ({ size }) => size > 3,
    (b) => b.step("long", slow, ({ right }) => ({ turns: 1, text: right })).let("end", ({ long, left }) => long + left),
  )
  .step("all", join, ({ title, left, note }) => ({ parts: [title, left, note ?? ""] }))
  .returns(({ all, size, right }) => ({ all, size, right }))

/** Each step needs the one before it: the written order says it all. */
export const chain = flow("chain", { input: Words, schedule: "dataflow" })
  .let("one", ({ input }) => input.first)
  .let("two", ({ one }) => `${one}.`)
  .returns(({ two }) => two)

/** The last step is the value, and one takes the scope as a whole. */
export const whole = flow("whole", { schedule: "dataflow" })
  .let("a", () => 1)
  .let("b", () => 2)
  .let("sum", (scope) => Object.values(scope).filter((value) => typeof value === "number").length)
  .let("last", ({ b }) => b * 2)
  .returns(({ sum, last }) => [sum, last])
