import { describe, expect, test } from "vitest"
import { bodyOf } from "../compile.ts"

describe("a mapping becomes local code", () => {
  test("with reads of the scope replaced by locals", () => {
    expect(
      bodyOf(`.let("a-b", () => Date.now()).returns((scope) => ({ a: scope["a-b"], Date: scope["a-b"] }))`),
    ).toEqual(["const aB = Date.now()", "return { a: aB, Date: aB }"])
  })

  test("with shorthand properties kept or expanded", () => {
    expect(
      bodyOf(`.let("a", () => f()).let("class", () => f()).returns(({ a, class: b }) => ({ a, b }))`, {
        head: imported,
      }),
    ).toEqual(["const a = f()", "const classResult = f()", "return { a, b: classResult }"])
  })

  test("with nested patterns read by property", () => {
    expect(
      bodyOf(`.let("a", () => f()).returns(({ a: { b: { c, "d-e": g } } }) => [c, { g }])`, { head: imported }),
    ).toEqual(["const a = f()", 'return [a.b.c, { g: a.b["d-e"] }]'])
  })

  test("called in place where a pattern has defaults, arrays, or names that are called", () => {
    expect(
      bodyOf(
        `.let("a", () => f()).let("b", ({ a: { c = 1 } }) => c).let("d", ({ a: [e] }) => e).returns(({ a: { g }, b, d }) => g(b, d))`,
        { head: imported },
      ),
    ).toEqual([
      "const a = f()",
      "const b = (({ a: { c = 1 } }) => c)({ a })",
      "const d = (({ a: [e] }) => e)({ a })",
      "return (({ a: { g }, b, d }) => g(b, d))({ a, b, d })",
    ])
  })

  test("where a name declared inside hides one of the scope", () => {
    expect(
      bodyOf(
        `.let("a", () => f()).returns(({ a }) => a.map((a) => a + 1).concat(((b) => { const a = b; return a })(a)))`,
        {
          head: imported,
        },
      ),
    ).toEqual([
      "const aResult = f()",
      "return aResult.map((a) => a + 1).concat(((b) => { const a = b; return a })(aResult))",
    ])
  })

  test("where a local would mean something else in an inner function", () => {
    expect(
      bodyOf(`.let("x-y", () => f()).returns(({ "x-y": value }) => [1].map((xY) => xY + value))`, { head: imported }),
    ).toEqual(["const xYResult = f()", "return [1].map((xY) => xY + xYResult)"])
  })

  test("where a local would hide an import that another mapping uses", () => {
    expect(bodyOf(`.let("f", () => 1 + 1).returns(({ f: g }) => f(g))`, { head: imported })).toEqual([
      "const fResult = 1 + 1",
      "return f(fResult)",
    ])
  })

  test("with literals that keep their types", () => {
    expect(
      bodyOf(
        `.let("a", () => "x").let("b", ({ a }) => (a ? -1 : \`\${a}!\`)).let("c", () => []).returns(({ a, b, c }) => [a, b, c])`,
      ),
    ).toEqual([
      'const a = "x" as const',
      "const b = a ? (-1 as const) : (`${a}!` as const)",
      "const c: never[] = []",
      "return [a, b, c]",
    ])
  })

  test("with the type that the author's lambda says it returns", () => {
    expect(
      bodyOf(`.let("a", (): T => ({ x: 1 })).returns(({ a }): T => a)`, { head: `import type { T } from "./t.ts"` }),
    ).toEqual(["const a: T = { x: 1 }", "const result: T = a", "return result"])
  })

  test("with its comments on lines of their own", () => {
    expect(
      bodyOf(
        `.let("a", (/* no scope */) =>
  // why
  f() /* inside */ + 1 // after
).returns(({ a }) => { /* and */ return a })`,
        { head: imported },
      ),
    ).toEqual(["/* no scope */", "// why", "const a = f() /* inside */ + 1", "/* and */", "return a"])
  })

  test("with its own indentation, and templates to the letter", () => {
    expect(
      bodyOf(`
      .let("a", () => ({
          text: \`one
  two\`,
          n: [
            1,
          ],
      }))
      .returns(({ a }) => a.n
        .map((x) => x))`),
    ).toEqual([
      "const a = {",
      "    text: `one",
      "  two`,",
      "    n: [",
      "      1,",
      "    ],",
      "}",
      "return a.n",
      "  .map((x) => x)",
    ])
  })
})

describe("the scope as a whole", () => {
  test("is an object where a mapping uses it", () => {
    expect(bodyOf(`.let("a-b", () => f()).returns((scope) => f(scope, { scope }))`, { head: imported })).toEqual([
      "const aB = f()",
      'const scope = { input, "a-b": aB }',
      "return f(scope, { scope })",
    ])
  })

  test("is given to a function passed by name", () => {
    expect(bodyOf(`.let("a", f).returns(f)`, { head: imported })).toEqual([
      "const scope = { input }",
      "const a = f(scope)",
      "const scope2 = { input, a }",
      "return f(scope2)",
    ])
  })

  test("is taken apart by a pattern with a rest", () => {
    expect(bodyOf(`.let("a", () => f()).returns(({ a, ...rest }) => [a, rest])`, { head: imported })).toEqual([
      "const a = f()",
      "const scope = { input, a }",
      "return (({ a, ...rest }) => [a, rest])(scope)",
    ])
  })
})

const imported = `import { f } from "./f.ts"`

describe("a step without a mapping", () => {
  const head = `import { activity } from "@millrace/dsl"
import * as Schema from "effect/Schema"

export const tick = activity("tick", () => 1)
export const long = activity("long", { errors: [], run: async () => 1 })
export const counting = activity("counting", function () { return arguments.length })
export const checking = activity("checking", { input: Schema.Struct({ a: Schema.Number }), run: () => 1 })
export const undone = activity("undone", { run: () => 1, compensate: (done: unknown) => done })`
  const given = (step: string): string | undefined =>
    bodyOf(`.let("a", () => Math.random())${step}.returns(({ a }) => a)`, { head }).find((line) =>
      line.includes("yield*"),
    )

  test("gives the whole scope, as far as the activity could see it", () => {
    expect(given(`.step("x", tick)`)).toBe("yield* xStep(at, undefined)")
    expect(given(`.step("x", long)`)).toBe("yield* xStep(at, undefined)")
    expect(given(`.step("x", counting)`)).toBe("yield* xStep(at, scope)")
    expect(given(`.step("x", checking)`)).toBe("yield* xStep(at, scope)")
    expect(given(`.step("x", undone)`)).toBe("yield* xStep(at, scope)")
    expect(given(`.step("x", read)`)).toBe("yield* xStep(at, scope)")
  })

  test("is kept under the whole scope where its cache has no key of its own", () => {
    expect(given(`.step("x", tick, undefined, { cache: { ttl: "1 minute" } })`)).toBe("yield* xStep(at, scope)")
    expect(given(`.step("x", tick, undefined, { cache: { ttl: "1 minute", key: () => "k" } })`)).toBe(
      'yield* xStep(at, undefined, { cacheKey: "k" })',
    )
  })
})
