import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { flaky, half, halfLater, increment, names, note, slow } from "./activities.ts"

const Numbers = Schema.Struct({ items: Schema.Array(Schema.Number) })
const Approval = Schema.Struct({ approved: Schema.Boolean, amount: Schema.NumberFromString })

export const nothing = flow("nothing")
  .step("seen", names, (scope) => scope)
  .returns(({ seen }) => seen)

export const blockValues = flow("block-values", { input: Schema.Struct({ flag: Schema.Boolean }) })
  .when(
    "parallelLast",
    ({ input }) => input.flag,
    (b) => b.parallel({ x: (p) => p.let("one", () => 1) }),
    (b) => b.let("two", () => 2),
  )
  .when(
    "skipped",
    ({ input }) => !input.flag,
    (b) => b.let("three", () => 3),
  )
  .forEach(
    "skips",
    () => [1, 2, 3],
    (b) =>
      b.when(
        "even",
        ({ item }) => item % 2 === 0,
        (w) => w.step("note", note, ({ item, index }) => `${item} at ${index}`),
      ),
  )
  .returns(({ parallelLast, skipped, skips }) => ({ parallelLast, skipped, skips }))

export const throwing = flow("throwing", { input: Schema.Struct({ where: Schema.String }) })
  .let("fail", ({ input }) => (where: string) => {
    if (where === input.where) throw new RangeError(where)
    return where
  })
  .step("mapped", note, ({ fail }) => fail("mapping"))
  .parallel({
    other: (b) => b.step("slow", slow, () => 5_000),
    branch: (b) => b.step("wait", halfLater, () => 2).step("inBranch", note, ({ fail }) => fail("branch")),
  })
  .try("handled", (b) => b.step("half", half, () => 1), {
    Odd: (b) => b.step("inHandler", note, ({ fail }) => fail("handler")),
  })
  .loop("looped", {
    initial: ({ fail }) => fail("initial").length,
    body: (b) => b.let("next", ({ state, fail }) => state + fail("body").length),
    until: (state) => state > 3,
    max: 2,
  })
  .when(
    "branched",
    ({ fail }) => fail("predicate") === "predicate",
    (b) => b.let("yes", () => true),
  )
  .returns(({ looped, branched, fail }) => [looped, branched, fail("returns")])

export const handlers = flow("handlers", { input: Schema.Struct({ n: Schema.Number }) })
  .try(
    "outer",
    (b) =>
      b.try("inner", (i) => i.step("half", half, ({ input }) => input.n), {
        Odd: (h) => h.step("again", half, ({ error }) => error.n * -1),
      }),
    {
      Negative: (b) =>
        b.forEach(
          "each",
          ({ error }) => [error.n, 2],
          (f) =>
            f.try("safe", (t) => t.step("half", halfLater, ({ item }) => item * item), {
              Odd: (h) => h.returns(({ error, item, index }) => `${error.n} ${item} ${index}`),
            }),
        ),
    },
  )
  .returns(({ outer }) => outer)

export const nestedShares = flow("nested-shares", { input: Numbers })
  .forEach(
    "groups",
    ({ input }) => [input.items, [2]],
    (b) =>
      b
        .forEach(
          "each",
          ({ item }) => item,
          (e) => e.step("half", halfLater, ({ item }) => item),
          {
            minimumSuccess: 0.5,
            summary: "counted",
            concurrency: "unbounded",
          },
        )
        .returns(({ counted }) => counted.failures.map(({ key, failure }) => `${key}:${failure._tag}`)),
    { minimumSuccess: 0.5, summary: "groupCount", concurrency: "unbounded" },
  )
  .returns(({ groups, groupCount }) => ({
    groups: groups.map((group) => (group._tag === "Success" ? group.success : group.failure._tag)),
    failed: groupCount.failed,
  }))

export const approvals = flow("approvals", { input: Numbers })
  .forEach(
    "asked",
    ({ input }) => input.items,
    (b) =>
      b.human("approve", {
        form: Approval,
        show: ({ item, index }) => ({ item, index }),
        deadline: "2 seconds",
        onDeadline: (d) =>
          d.step("late", increment, ({ item }) => item).returns(({ late }) => ({ approved: false, amount: late })),
      }),
    { concurrency: 2, key: (item) => `n${item}` },
  )
  .human("final", { form: Approval, deadline: "1 minute", assignees: ["ada", "grace"] })
  .returns(({ asked, final }) => ({ asked, final }))

export const loopedParallel = flow("looped-parallel", {
  input: Schema.Struct({ until: Schema.Number }),
  retry: { maximumAttempts: 2, initialInterval: 10, backoffCoefficient: 1 },
  concurrency: 1,
})
  .loop("rounds", {
    initial: () => ({ a: 0, b: 0 }),
    body: (b) =>
      b
        .parallel({
          a: (p) => p.step("a", increment, ({ state }) => state.a),
          b: (p) => p.step("b", flaky, ({ input, iteration }) => ({ until: Math.min(iteration, input.until) })),
        })
        .returns(({ a, b: second }) => ({ a, b: second })),
    while: (state, iteration) => state.a < 9 && iteration < 4,
    max: 9,
  })
  .returns(({ rounds }) => rounds)
