import * as millrace from "@millrace/dsl"
import { flow as begin, activity as act } from "@millrace/dsl"
import { Schema } from "effect"
import * as activities from "./kit.ts"
import { bounds, kit, limits } from "./kit.ts"

const Order = Schema.Struct({ id: Schema.String, count: Schema.Number })
const Form = Schema.Struct({ ok: Schema.Boolean })
const patient = { timeout: "5 seconds", retry: { maximumAttempts: 1_0 } } as const
const local = act("local", (n: number) => n)
const group = { one: activities.first, nested: { two: activities.second } } as const
const concurrency = 3

/** Every way to write a flow that the compiler reads: it must see the plan that the builder makes. */
const everyForm = begin(`every-form`, {
  input: Order,
  version: "1" as const,
  description: `no substitution`,
  tags: ["a", "b"],
  vars: { rate: 1.5 },
  concurrency: 2 + 1 * 2,
  timeout: limits.minutes * 60_000,
  retry: { ...bounds.retry, initialInterval: "1 second" },
})
  // a comment
  .step("a", activities.first, ({ input: { count } }) => count, patient)
  .step("b", group.nested.two, (scope) => {
    const {
      a,
      vars: { rate },
    } = scope
    return a * rate
  })
  .step("c", kit.nested.byConstant, ({ a }) => ({ n: a }), { ...patient, deadline: "1 minute" })
  .step(
    "d",
    act("inline", (n: number) => n),
    function (scope) {
      return scope.c
    },
  )
  .let("a-b", (given) => ({ n: given.a }))
  .let("dash", (scope) => scope["a-b"])
  .parallel(
    {
      second(q) {
        return q.let("y", () => 1)
      },
      "third-one": function (b) {
        return b.let("z", ({ dash }) => dash)
      },
      10: (b) => b.let("t", () => 1),
      2: (branch) => branch.let("t", () => 2),
    },
    { concurrency: "unbounded", minimumSuccess: 0.5, summary: "sum" },
  )
  .match("m", ({ a }) => (a > 1 ? "big" : "small"), {
    big: (b) => b.let("j", () => 1),
    small: (b) => {
      return b.let("k", () => 1).returns(({ k }) => k)
    },
  })
  .when(
    "w",
    ({ sum }) => sum.total > 0,
    (b) =>
      b.forEach(
        "each",
        ({ a }) => [a],
        (b) =>
          b.loop("repeated", {
            initial: ({ item, index }) => item + index,
            body: (b) =>
              b
                .step("deep", local, ({ state, iteration }) => state + iteration)
                .human("asked", {
                  form: Form,
                  assignees: ["ann"],
                  deadline: 5_000,
                  onDeadline: (b) => b.let("late", () => ({ ok: false })),
                })
                .returns(({ deep }) => deep),
            while: (state, iteration) => state < iteration,
            max: 0x10,
            onExhausted: "continue",
          }),
        { concurrency, key: (item, index) => `${item}-${index}` },
      ),
  )
  .returns(({ a, ...rest }) => ({ a, b: rest.b, m: rest.m }))

/** A flow over a namespace import. */
export const byNamespace = millrace
  .flow("by-namespace")
  .step("one", activities.first, () => 1)
  .returns(({ one }) => one)

export { everyForm as workflow, everyForm as again }
