import { activity, flow } from "@millrace/dsl"
import { planJson } from "@millrace/plan"
import * as Schema from "effect/Schema"
import { expect, test } from "vitest"

const count = activity("count", (given: { readonly n: number }) => given.n + 1)
const Input = Schema.Struct({ n: Schema.Number })

test("a flow's plan holds its options and every verb in order", () => {
  const workflow = flow("everything", {
    input: Input,
    version: "3",
    tags: ["a", "b"],
    timeout: "1 minute",
    retry: { maximumAttempts: 2 },
    concurrency: 4,
    vars: { region: "eu" },
  })
    .step("first", count, ({ input }) => ({ n: input.n }), { timeout: 50, deadline: "1 second" })
    .let("kind", ({ first }) => (first > 1 ? "many" : "one"))
    .parallel({ left: (b) => b.step("l", count, ({ first }) => ({ n: first })), right: (b) => b.let("r", () => 1) })
    .match(
      "matched",
      ({ kind }) => kind,
      { many: (b) => b.let("m", () => 2) },
      (b) => b.let("o", () => 3),
    )
    .when(
      "maybe",
      ({ left }) => left > 0,
      (b) => b.let("yes", () => true),
    )
    .loop("rounds", {
      initial: () => 0,
      body: (b) => b.let("next", ({ state }) => state + 1),
      while: () => false,
      max: 2,
    })
    .forEach(
      "each",
      () => [1, 2],
      (b) => b.step("one", count, ({ item }) => ({ n: item })).returns(({ one }) => ({ one })),
      { concurrency: "unbounded", key: (item) => item },
    )
    .human("review", {
      form: Schema.Boolean,
      assignees: ["ada"],
      deadline: "2 days",
      onDeadline: (b) => b.let("no", () => false),
    })
    .returns(({ each }) => each)

  expect(workflow.kind).toBe("workflow")
  expect(planJson(workflow.plan)).toEqual({
    name: "everything",
    input: true,
    version: "3",
    tags: ["a", "b"],
    timeout: "1 minute",
    retry: { maximumAttempts: 2 },
    concurrency: 4,
    vars: true,
    body: {
      returns: true,
      nodes: [
        { kind: "step", name: "first", activity: "count", mapping: true, timeout: 50, deadline: "1 second" },
        { kind: "let", name: "kind" },
        {
          kind: "parallel",
          branches: [
            { name: "left", block: { nodes: [{ kind: "step", name: "l", activity: "count", mapping: true }] } },
            { name: "right", block: { nodes: [{ kind: "let", name: "r" }] } },
          ],
        },
        {
          kind: "match",
          name: "matched",
          cases: [{ label: "many", block: { nodes: [{ kind: "let", name: "m" }] } }],
          otherwise: { nodes: [{ kind: "let", name: "o" }] },
        },
        { kind: "when", name: "maybe", then: { nodes: [{ kind: "let", name: "yes" }] } },
        {
          kind: "loop",
          name: "rounds",
          test: "while",
          max: 2,
          onExhausted: "fail",
          body: { nodes: [{ kind: "let", name: "next" }] },
        },
        {
          kind: "forEach",
          name: "each",
          concurrency: "unbounded",
          key: true,
          body: { nodes: [{ kind: "step", name: "one", activity: "count", mapping: true }], returns: true },
        },
        {
          kind: "human",
          name: "review",
          assignees: ["ada"],
          deadline: "2 days",
          onDeadline: { nodes: [{ kind: "let", name: "no" }] },
        },
      ],
    },
  })
})

test("a verb gives a new builder and leaves the old one as it was", () => {
  const start = flow("order")
  const one = start.let("a", () => 1)
  const two = one.let("b", () => 2)
  expect([start, one, two].map((builder) => builder.block.nodes.length)).toEqual([0, 1, 2])
})

test("everything in a plan is frozen", () => {
  const { plan } = flow("order", { tags: ["x"] })
    .match("m", () => "a" as const, { a: (b) => b.let("x", () => 1) })
    .returns(({ m }) => m)
  const unfrozen: Array<unknown> = []
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return
    if (!Object.isFrozen(value)) unfrozen.push(value)
    Object.values(value).forEach(visit)
  }
  visit(plan)
  expect(unfrozen).toEqual([])
})

// What the type checker refuses, as JavaScript callers may write it.
const untyped: (name: string, options?: object) => Record<string, (...args: ReadonlyArray<unknown>) => unknown> =
  flow as never

test.each<[string, () => unknown, string]>([
  [
    "an empty name",
    () => untyped("order")["let"]?.("", () => 1),
    "a name is a string with at least one character [NAME.EMPTY]",
  ],
  ["a reserved name", () => untyped("order")["let"]?.("input", () => 1), "'input' is a reserved name [NAME.RESERVED]"],
  [
    "'__proto__' as a name",
    () => untyped("order")["step"]?.("__proto__", count),
    "'__proto__' is a reserved name [NAME.RESERVED]",
  ],
  [
    "a duration without a unit",
    () => untyped("order", { timeout: "5" }),
    `'order' has timeout '5', but a duration is milliseconds or a text such as "5 minutes" [OPTION.DURATION_INVALID]`,
  ],
  [
    "no attempts",
    () => untyped("order", { retry: { maximumAttempts: 0 } }),
    "'order' has retry.maximumAttempts 0, but it is a whole number from 1 [OPTION.COUNT_INVALID]",
  ],
  [
    "a share above one",
    () => untyped("order")["parallel"]?.({}, { minimumSuccess: 2 }),
    "'parallel' has minimumSuccess 2, but it is a number from 0 to 1 [OPTION.SHARE_INVALID]",
  ],
  [
    "a loop without a test",
    () => untyped("order")["loop"]?.("l", { initial: () => 0, body: (b: unknown) => b, max: 1 }),
    "loop 'l' has neither 'until' nor 'while' [LOOP.TEST_MISSING]",
  ],
  [
    "a block that returns nothing",
    () =>
      untyped("order")["when"]?.(
        "w",
        () => true,
        () => undefined,
      ),
    "a block's callback returns the builder it was given, after its verbs [BLOCK.NOT_RETURNED]",
  ],
])("refuses %s at run time", (_what, write, message) => {
  expect(write).toThrow(message)
})
