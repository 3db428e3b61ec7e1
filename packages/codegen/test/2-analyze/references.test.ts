import { expect, test } from "vitest"
import { analyzeModule } from "../../src/2-analyze/analyze-module.ts"
import { loadText } from "../in-memory.ts"

/** Gives the codes and the words of what is wrong with a flow whose only step returns `thing`. */
function problemsOf(declaration: string): ReadonlyArray<string> {
  const { module, diagnostics } = loadText(`
    import { activity, capability, flow, pool, rateLimit, resource } from "@millrace/dsl"
    import { Schema } from "effect"
    import { z } from "zod"
    import { make } from "./kit.ts"
    ${declaration}
    export const test = flow("test").returns(() => thing)
  `)
  if (module === undefined) return diagnostics.map(({ code }) => code)
  const text = module.file.getFullText()
  return analyzeModule(module).diagnostics.map(({ code, span }) => `${code} at ${text.slice(span.start, span.end)}`)
}

const copied: ReadonlyArray<string> = [
  "const thing = 1",
  "const thing = -1 + 2 * (3 as number)",
  'const thing = "a" as const satisfies string',
  "const thing = `a${1 + 1}`",
  "const thing = /a+/",
  "const thing = { a: [1, ...[2]], b() { return this.a }, get c() { return 1 }, ['d']: 2 }",
  "const thing = typeof 1 === 'number' ? null : undefined",
  "const thing = function () { return make() }",
  "const thing = async () => { await make(); for (const x of [1]) void x }",
  "const thing = Object.freeze({ a: 1 })",
  "const thing = Math.max(1, 2)",
  "const thing = ['a', 'b'].map((x) => x + 1).join(', ')",
  "const thing = make",
  "const thing = make.property",
  "const thing = Schema.Struct({ a: Schema.String.pipe(Schema.brand('A')) })",
  "const base = Schema.Struct({ a: Schema.String }); const thing = base.pipe(Schema.brand('A')).annotate({ title: 'x' })",
  "const thing = z.object({ a: z.string().min(1) }).strict()",
  "const thing = activity('a', { input: Schema.String, run: () => make() })",
  "const thing = capability('a', { input: Schema.String, output: Schema.String })",
  "const thing = resource('a', { acquire: () => make(), release: (acquired) => acquired.close() })",
  "function thing() { return thing }",
]

for (const declaration of copied) {
  test(`'${declaration}' is copied`, () => {
    expect(problemsOf(declaration)).toEqual([])
  })
}

const refused: ReadonlyArray<readonly [declaration: string, problem: string]> = [
  ["let thing = 1", "REFERENCE.NOT_CONSTANT at thing"],
  ["var thing = 1", "REFERENCE.NOT_CONSTANT at thing"],
  ["const thing = make()", "REFERENCE.NOT_PURE at make()"],
  ["const thing = { a: [make()] }", "REFERENCE.NOT_PURE at make()"],
  ["const thing = { [make()]: 1 }", "REFERENCE.NOT_PURE at make()"],
  ["const thing = `a${make()}`", "REFERENCE.NOT_PURE at make()"],
  ["const thing = make`a`", "REFERENCE.NOT_PURE at make`a`"],
  ["const thing = new Map()", "REFERENCE.NOT_PURE at new Map()"],
  ["const thing = await make", "REFERENCE.NOT_PURE at await make"],
  ["const thing = (() => 1)()", "REFERENCE.NOT_PURE at (() => 1)()"],
  ["const thing = Math.random()", "REFERENCE.NOT_PURE at Math.random()"],
  ["const thing = import.meta.url", "REFERENCE.NOT_PURE at import.meta"],
  ["const thing = class {}", "REFERENCE.NOT_PURE at class {}"],
  [
    "const thing = Schema.Class('A')({ a: Schema.String })",
    "REFERENCE.NOT_PURE at Schema.Class('A')({ a: Schema.String })",
  ],
  ["const thing = pool('a', { size: 2 })", "REFERENCE.NOT_PURE at pool('a', { size: 2 })"],
  [
    "const thing = { a: rateLimit('a', { limit: 1, interval: 5 }) }",
    "REFERENCE.NOT_PURE at rateLimit('a', { limit: 1, interval: 5 })",
  ],
  ["const thing = () => this", "REFERENCE.NOT_PURE at this"],
  ["const Math = { max: make }; const thing = Math.max(1)", "REFERENCE.NOT_PURE at Math.max(1)"],
  ["class thing {}", "REFERENCE.NOT_COPYABLE at thing"],
  ["enum thing { A }", "REFERENCE.NOT_COPYABLE at thing"],
  ["namespace thing { export const a = 1 }", "REFERENCE.NOT_COPYABLE at thing"],
  ["const { thing } = { thing: 1 }", "REFERENCE.NOT_COPYABLE at { thing }"],
  ["declare const thing: number", "REFERENCE.NOT_COPYABLE at thing"],
  ["const thing = [1]; thing.push(2)", "REFERENCE.MUTATED at thing"],
  ["const thing = { a: 1 }; thing.a = 2", "REFERENCE.MUTATED at thing"],
  ["const thing = { a: { b: 1 } }; thing.a.b++", "REFERENCE.MUTATED at thing"],
  ["const thing = { a: 1 }; Object.assign(thing, { a: 2 })", "REFERENCE.MUTATED at thing"],
  ["const other = make(); const thing = { other }", "REFERENCE.NOT_PURE at make()"],
  ["export const thing = flow('other').returns(() => 1)", "REFERENCE.NOT_COPYABLE at thing"],
  ["const thing = () => flow", "REFERENCE.IMPORTS_BUILDER at flow"],
]

for (const [declaration, problem] of refused) {
  test(`'${declaration}' is refused`, () => {
    expect(problemsOf(declaration)).toEqual([problem])
  })
}

test("a pool that is made inside a step's options would be another one in the runner", () => {
  const { module } = loadText(`
    import { flow, pool } from "@millrace/dsl"
    import { a } from "./activities.ts"
    export const test = flow("test").step("s", a, () => 1, { pool: pool("presses", { size: 2 }) }).returns(() => 1)
  `)
  const found = module === undefined ? [] : analyzeModule(module).diagnostics
  expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    "REFERENCE.NOT_COPYABLE: this code makes a pool of its own, which the runner would make anew",
  ])
})
