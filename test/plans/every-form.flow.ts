import * as millrace from "@millrace/dsl"
import { flow as begin, activity as act, resource } from "@millrace/dsl"
import { Schema } from "effect"
import * as activities from "./kit.ts"
import { inner as again2 } from "./inner.flow.ts"
import { bounds, kit, limits, perSecond, presses, summarise } from "./kit.ts"

const Order = Schema.Struct({ id: Schema.String, count: Schema.Number })
const Form = Schema.Struct({ ok: Schema.Boolean })
const patient = { timeout: "5 seconds", retry: { maximumAttempts: 1_0 } } as const
const local = act("local", (n: number) => n)
const group = { one: activities.first, nested: { two: activities.second } } as const
const concurrency = 3
const connection = resource("connection", { acquire: () => ({ open: true }), release: () => undefined })
const lasting = { ttl: "1 minute", maximumSize: 10 } as const
const tomorrow = (): Date => new Date(0)
const needed = ["one"] as const

/** A flow over a namespace import. */
export const byNamespace = millrace
  .flow("by-namespace")
  .step("one", activities.first, () => 1)
  .returns(({ one }) => one)

const kept = true

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
  sla: { duration: "2 minutes" },
  schedule: "written",
  durable: false,
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

/** Every form of the verbs that wait, share and undo. */
export const waiting = begin("waiting", { input: Order, schedule: "dataflow", sla: limits.promise, durable: kept })
  .step("cached", activities.first, ({ input }) => input.count, {
    ...patient,
    when: ({ input }) => input.count > 0,
    onFailure: "continue",
    pool: presses,
    rateLimit: activities.perSecond,
    cache: { ...lasting, key: ({ input }) => input.id },
  })
  .step("limited", local, ({ input }) => input.count, { rateLimit: perSecond, cache: lasting })
  .race("raced", {
    7: (b) => b.let("x", () => 7),
    fast: (b) => b.step("f", local, ({ input }) => input.count),
  })
  .graph(
    (g) =>
      g
        .node("one", { needs: [] }, (b) => b.let("x", () => 1))
        .node("two", { needs: needed }, (b) => b.let("y", ({ one }) => one))
        .node("three", { needs: ["two", "one"] }, (b) => b.let("z", ({ one, two }) => one + two)),
    { concurrency: 2 },
  )
  .saga("undone", (b) =>
    b
      .step("kept", activities.first, ({ three }) => three, {
        compensate: { activity: activities.second, map: ({ kept, input }) => kept + input.count },
      })
      .saga("nested", (b) => b.step("plain", local, ({ kept }) => kept)),
  )
  .use("used", connection, (b) => b.let("open", ({ resource }) => resource.open))
  .sleep("short", limits.minutes * 1_000)
  .sleep("named", "5 minutes")
  .sleep("until", ({ input }) => new Date(input.count))
  .sleep("later", tomorrow)
  .signal("paid", { payload: Form, deadline: "1 day", onDeadline: (b) => b.let("late", () => ({ ok: false })) })
  .signal("heard", { payload: Form })
  .webhook("called", {
    payload: Form,
    announce: activities.tell,
    map: ({ input }, url) => ({ url: `${url}#${input.id}` }),
    verify: (request) => request.headers["x-key"] === "k",
    deadline: 1_000,
    onDeadline(b) {
      return b.let("late", () => ({ ok: false }))
    },
  })
  .webhook("plain", { payload: Form, announce: activities.tell })
  .agent("text", summarise, ({ input }) => ({ text: input.id }), { timeout: "1 second", retry: bounds.retry })
  .child("inner", again2, ({ input }) => ({ id: input.id }))
  .child("same", byNamespace)
  .returns(({ used, text, inner, same }) => ({ used, text, inner, same }))

export { everyForm as workflow, everyForm as again }
