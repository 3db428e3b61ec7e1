import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { broken, flaky, half, halfLater, increment, names, note, slow } from "./activities.ts"

export const steps = flow("steps", { input: Schema.Struct({ n: Schema.Number }) })
  .step("first", half, ({ input }) => input.n)
  .step("second", halfLater, ({ first }) => first)
  .step("third", increment, ({ second }) => second)
  .let("sum", ({ first, second, third }) => first + second + third)
  .returns(({ sum, third }) => ({ sum, third }))

export const retried = flow("retried", {
  input: Schema.Struct({ until: Schema.Number }),
  retry: { maximumAttempts: 2, initialInterval: "1 second" },
})
  .step("defaults", flaky, ({ input }) => ({ until: Math.min(input.until, 2) }))
  .step("own", flaky, ({ input }) => input, {
    retry: { maximumAttempts: 4, initialInterval: "100 millis", backoffCoefficient: 3 },
    deadline: "1 minute",
  })
  .returns(({ defaults, own }) => [defaults, own])

export const limited = flow("limited", {
  input: Schema.Struct({ ms: Schema.Number, all: Schema.Number }),
  timeout: "10 seconds",
})
  .step("quick", slow, ({ input }) => input.ms, {
    timeout: "1 second",
    retry: { maximumAttempts: 2, initialInterval: 0 },
  })
  .step("long", slow, ({ input }) => input.all)
  .returns(({ long }) => long)

export const branches = flow("branches", { input: Schema.Struct({ n: Schema.Number }), concurrency: 2 })
  .parallel({
    a: (b) => b.step("half", half, ({ input }) => input.n),
    b: (b) => b.step("half", halfLater, ({ input }) => input.n).let("double", ({ half: halved }) => halved * 2),
    c: (b) => b.let("constant", () => "c").returns(({ constant }) => ({ constant })),
  })
  .step("note", note, ({ a, b, c }) => `${a} ${b} ${c.constant}`)
  .returns(({ note: noted }) => noted)

export const shares = flow("shares", { input: Schema.Struct({ items: Schema.Array(Schema.Number) }) })
  .parallel(
    {
      even: (b) => b.step("half", half, () => 2),
      odd: (b) => b.step("half", halfLater, () => 3),
    },
    { minimumSuccess: 0.5, summary: "both" },
  )
  .forEach(
    "halves",
    ({ input }) => input.items,
    (b) => b.step("half", half, ({ item }) => item),
    {
      minimumSuccess: 0.5,
      summary: "ended",
      key: (item, index) => `${index}-${item}`,
    },
  )
  .returns(({ both, ended, halves }) => ({
    both: both.failures.map(({ key }) => key),
    ended: ended.failures.map(({ key, failure }) => [key, failure._tag]),
    succeeded: halves.filter((each) => each._tag === "Success").map((each) => each.success),
  }))

export const decisions = flow("decisions", { input: Schema.Struct({ n: Schema.Number }) })
  .when(
    "sign",
    ({ input }) => input.n < 0,
    (b) => b.step("note", note, () => "negative"),
    (b) => b.let("text", () => "positive" as const),
  )
  .when(
    "tell",
    ({ input }) => input.n > 100,
    (b) => b.step("note", note, () => "large"),
  )
  .match("size", ({ input }) => (input.n > 100 ? "large" : input.n > 10 ? "medium" : "small"), {
    large: (b) => b.step("half", half, ({ input }) => input.n),
    medium: (b) => b.let("ten", () => 10),
    small: (b) => b.step("increment", increment, ({ input }) => input.n).returns(({ increment: more }) => more * 100),
  })
  .match(
    "parity",
    ({ input }) => (input.n % 2 === 0 ? "even" : String(input.n)),
    {
      even: (b) => b.let("is", () => true),
    },
    (b) => b.step("note", note, () => "odd").returns(() => false),
  )
  .returns(({ sign, tell, size, parity }) => ({ sign, tell: tell ?? "nothing", size, parity }))

export const loops = flow("loops", { input: Schema.Struct({ from: Schema.Number, max: Schema.Number }) })
  .loop("until", {
    initial: ({ input }) => input.from,
    body: (b) => b.step("add", increment, ({ state }) => state),
    until: (state, iteration) => state >= 3 || iteration >= 5,
    max: 5,
  })
  .loop("whilst", {
    initial: () => ({ n: 0, seen: [] as ReadonlyArray<number> }),
    body: (b) =>
      b
        .step("add", increment, ({ state }) => state.n)
        .returns(({ state, add, iteration }) => ({ n: add, seen: [...state.seen, iteration] })),
    while: (state) => state.n < 4,
    max: 3,
    onExhausted: "continue",
  })
  .loop("strict", {
    initial: () => 0,
    body: (b) => b.let("next", ({ state }) => state + 1),
    while: (state) => state < 2,
    max: 1,
  })
  .returns(({ until, whilst, strict }) => ({ until, whilst, strict }))

export const items = flow("items", { input: Schema.Struct({ items: Schema.Array(Schema.Number) }) })
  .forEach(
    "ordered",
    ({ input }) => input.items,
    (b) => b.step("half", half, ({ item }) => item),
  )
  .forEach(
    "wide",
    ({ input }) => input.items,
    (b) => b.step("half", halfLater, ({ item }) => item).returns(({ half: halved, index }) => [index, halved] as const),
    { concurrency: 3, key: (item) => item },
  )
  .returns(({ ordered, wide }) => ({ ordered, wide }))

export const handled = flow("handled", { input: Schema.Struct({ n: Schema.Number }) })
  .try(
    "safe",
    (b) => b.step("half", half, ({ input }) => input.n).step("more", increment, ({ half: halved }) => halved),
    {
      Odd: (b) => b.step("note", note, ({ error }) => `odd ${error.n}`),
      Negative: (b) => b.let("zero", () => 0),
    },
  )
  .returns(({ safe }) => safe)

export const unhandled = flow("unhandled", { input: Schema.Struct({ n: Schema.Number }) })
  .try("safe", (b) => b.step("half", half, ({ input }) => input.n), {
    Negative: (b) => b.step("half", half, ({ error }) => -error.n),
  })
  .returns(({ safe }) => safe)

export const defect = flow("defect", { input: Schema.Struct({ text: Schema.String }) })
  .parallel({
    waits: (b) => b.step("slow", slow, () => 10_000),
    breaks: (b) => b.step("later", halfLater, () => 2).step("broken", broken, ({ input }) => input.text),
  })
  .returns(({ breaks }) => breaks)

export const variables = flow("variables", {
  input: Schema.Struct({ n: Schema.Number }),
  vars: ({ input }) => ({ factor: 10, base: input.n }),
})
  .step("more", increment, ({ vars }) => vars.base * vars.factor)
  .returns(({ more, vars }) => ({ more, factor: vars.factor }))

export const scopes = flow("scopes", { input: Schema.Struct({ n: Schema.Number }), vars: { fixed: 1 } })
  .let("one", () => 1)
  .step("whole", names, (scope) => scope)
  .forEach(
    "inner",
    () => ["x"],
    (b) => b.step("inside", names, (scope) => scope),
  )
  .returns(({ whole, inner }) => ({ whole, inner }))

export const hostile = flow("hostile", { input: Schema.Struct({ n: Schema.Number }) })
  .let("constructor", ({ input }) => input.n)
  .let("toString", ({ constructor }) => constructor + 1)
  .let("class", (scope) => scope.toString + 1)
  .step("a-b c.d[e]", increment, (scope) => scope.class)
  .parallel({ valueOf: (b) => b.step("hasOwnProperty", increment, (scope) => scope["a-b c.d[e]"]) })
  .returns((scope) => [scope.constructor, scope.toString, scope.class, scope["a-b c.d[e]"], scope.valueOf])
