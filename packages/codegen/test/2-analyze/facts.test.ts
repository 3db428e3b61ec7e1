import { expect, test } from "vitest"
import { analyzeModule } from "../../src/2-analyze/analyze-module.ts"
import type { ModuleFacts } from "../../src/2-analyze/facts.ts"
import { loadChain, loadText } from "../in-memory.ts"

function factsOf(loaded: ReturnType<typeof loadText>): ModuleFacts {
  expect(loaded.diagnostics).toEqual([])
  if (loaded.module === undefined) throw new Error("no module was loaded")
  const { facts, diagnostics } = analyzeModule(loaded.module)
  expect(diagnostics).toEqual([])
  return facts
}

/** Gives what the mapping of the last step reads, as `name: text of the node`, and its uses of the whole scope. */
function readsOf(mapping: string): { reads: ReadonlyArray<string>; whole: ReadonlyArray<string> } {
  const facts = factsOf(loadChain(`.let("a", () => 1).let("b", () => 2).let("c-d", () => 3).let("x", ${mapping})`))
  const found = [...facts.lambdas].find(([lambda]) => lambda.node.getText() === mapping)?.[1]
  if (found === undefined) throw new Error("the mapping has no facts")
  return {
    reads: found.reads.map(({ name, node }) => `${name}: ${node.getText()}`),
    whole: found.wholeScopeUses.map((use) => use.getText()),
  }
}

test("names taken out of the parameter are read where they are used", () => {
  expect(readsOf("({ a, b: c }) => a + c + a")).toEqual({ reads: ["a: a", "b: c", "a: a"], whole: [] })
})

test("a shorthand property reads its name", () => {
  expect(readsOf("({ a }) => ({ a })")).toEqual({ reads: ["a: a"], whole: [] })
})

test("properties of the scope are read by access, also by strings", () => {
  expect(readsOf(`(scope) => scope.a + scope["c-d"] + scope!.b`)).toEqual({
    reads: ["a: scope.a", `c-d: scope["c-d"]`, "b: scope!.b"],
    whole: [],
  })
})

test("what is taken apart further is read once, as a whole", () => {
  expect(readsOf("({ a: { y }, b = 1 }) => [y, b, b]")).toEqual({ reads: ["a: a: { y }", "b: b = 1"], whole: [] })
  expect(readsOf("(s) => { const { a, b: z } = s; return a }")).toEqual({ reads: ["a: a", "b: b: z"], whole: [] })
})

test("the scope itself, and the rest of it, need the whole scope", () => {
  expect(readsOf("(scope) => String(scope)")).toEqual({ reads: [], whole: ["scope"] })
  expect(readsOf("({ a, ...rest }) => [a, rest]")).toEqual({ reads: ["a: a"], whole: ["rest"] })
  expect(readsOf(`(scope) => scope[String("a")]`)).toEqual({ reads: [], whole: ["scope"] })
  expect(readsOf("(s) => { const { a, ...rest } = s; return [a, rest] }")).toEqual({ reads: ["a: a"], whole: ["s"] })
})

test("inner declarations of the same name hide the scope's", () => {
  expect(readsOf("({ a }) => [1].map((a) => a)")).toEqual({ reads: [], whole: [] })
  expect(readsOf("({ a }) => { { const a = 5; void a } return a }")).toEqual({ reads: ["a: a"], whole: [] })
  expect(readsOf("({ a }) => (function a() { return a })")).toEqual({ reads: [], whole: [] })
  expect(readsOf("({ a }) => ((x = a) => x)()")).toEqual({ reads: ["a: a"], whole: [] })
  expect(readsOf("({ a, b }) => ({ a: b, c: b.a })")).toEqual({ reads: ["b: b", "b: b"], whole: [] })
  expect(readsOf("({ a }) => { for (const a of [1]) void a; try { } catch (a) { void a } return 1 }")).toEqual({
    reads: [],
    whole: [],
  })
})

test("a mapping without a parameter reads nothing", () => {
  expect(readsOf("() => 1")).toEqual({ reads: [], whole: [] })
})

const bindingsOf = (text: string, files: Readonly<Record<string, string>> = {}): unknown =>
  Object.fromEntries(
    [...factsOf(loadText(text, files)).bindings].map(([name, binding]) => {
      if (binding.kind === "import") return [name, binding]
      const { statements, ...rest } = binding
      const copied = statements.map((parts) => parts.map((part) => part.text).join("")).join("\n")
      return [name, { ...rest, text: copied }]
    }),
  )

test("imports are imported, types among them as types", () => {
  const text = `
    import { flow } from "@millrace/dsl"
    import all, * as everything from "./kit.ts"
    import type { Order } from "./kit.ts"
    import { type Line, total as sum, Both } from "./kit.ts"
    export const test = flow("test", { input: everything.Input })
      .let("x", ({ input }) => sum(input as Order, all) as Line | Both)
      .let("y", () => Both.of())
      .returns(({ x }) => x as unknown as typeof sum)
  `
  const specifier = "./kit.ts"
  expect(bindingsOf(text)).toEqual({
    all: { kind: "import", imported: "default", specifier, typeOnly: false },
    everything: { kind: "import", imported: "*", specifier, typeOnly: false },
    Order: { kind: "import", imported: "Order", specifier, typeOnly: true },
    Line: { kind: "import", imported: "Line", specifier, typeOnly: true },
    sum: { kind: "import", imported: "total", specifier, typeOnly: false },
    Both: { kind: "import", imported: "Both", specifier, typeOnly: false },
  })
})

test("an import that is only used in types is one of a type", () => {
  const text = `
    import { flow } from "@millrace/dsl"
    import { Order } from "./kit.ts"
    export const test = flow("test").let("x", () => [] as Array<Order>).returns(({ x }) => x)
  `
  expect(bindingsOf(text)).toEqual({
    Order: { kind: "import", imported: "Order", specifier: "./kit.ts", typeOnly: true },
  })
})

test("pure declarations of the file are copied with what they refer to", () => {
  const text = `
import { activity, flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
/** In percent. */
export const rate = 19, unused = Math.random()
const rates = { standard: rate, of: (n: number) => tax(n) } as const
function tax(n: number): number { return n * rate + tax(0) }
export const Order = Schema.Struct({ id: Schema.String }).pipe(Schema.brand("Order"))
export type Order = typeof Order.Type
interface Note { readonly of: Order }
const note = activity("note", { run: () => rates.of(1) })
export const test = flow("test", { input: Order })
  .step("noted", note)
  .returns(({ input }) => ({ of: input }) satisfies Note)
`
  expect(bindingsOf(text)).toEqual({
    Schema: { kind: "import", imported: "*", specifier: "effect/Schema", typeOnly: false },
    activity: { kind: "import", imported: "activity", specifier: "@millrace/runtime/runner", typeOnly: false },
    rate: { kind: "copy", text: "const rate = 19", dependencies: [], typeOnly: false },
    rates: {
      kind: "copy",
      text: "const rates = { standard: rate, of: (n: number) => tax(n) } as const",
      dependencies: ["rate", "tax"],
      typeOnly: false,
    },
    tax: {
      kind: "copy",
      text: "function tax(n: number): number { return n * rate + tax(0) }",
      dependencies: ["rate"],
      typeOnly: false,
    },
    Order: {
      kind: "copy",
      text: `const Order = Schema.Struct({ id: Schema.String }).pipe(Schema.brand("Order"))\ntype Order = typeof Order.Type`,
      dependencies: ["Schema"],
      typeOnly: false,
    },
    Note: {
      kind: "copy",
      text: "interface Note { readonly of: Order }",
      dependencies: ["Order"],
      typeOnly: true,
    },
    note: {
      kind: "copy",
      text: `const note = activity("note", { run: () => rates.of(1) })`,
      dependencies: ["activity", "rates"],
      typeOnly: false,
    },
  })
})

test("globals and the lambda's own names need no binding", () => {
  const text = `
    import { flow } from "@millrace/dsl"
    export const test = flow("test")
      .let("x", () => [1].map((n) => Math.max(n, Number.parseInt("2"))).filter((n): n is number => n > 0))
      .returns(({ x: total }) => { type T = Array<number>; const f = <U>(u: U): U => u; return f(total as T) })
  `
  expect(bindingsOf(text)).toEqual({})
})
