import { runInThisContext } from "node:vm"
import type { MappingReads } from "@millrace/plan"
import { describe, expect, it } from "vitest"
import { loadModule, makeSourceProject } from "../../codegen/src/1-load/load-module.ts"
import { analyzeModule } from "../../codegen/src/2-analyze/analyze-module.ts"
import { mappingReads } from "../../codegen/src/2-analyze/mapping-reads.ts"
import { liveReads } from "../src/interpreter/live-reads.ts"

const whole = "uses the scope as a whole"

/** Mappings as authors write them, and what they read of a scope that has `a`, `b` and `c-d`. */
const mappings: ReadonlyArray<readonly [text: string, names: ReadonlyArray<string>, unknown?: string]> = [
  ["() => 1", []],
  ["({ a }) => a", ["a"]],
  ["({ a, b: c }) => [a, c]", ["a", "b"]],
  ["({ 'c-d': c }) => c", ["c-d"]],
  ["({ a = 1 }) => a", ["a"]],
  ["({ a: { deep } }) => deep", ["a"]],
  ["({ a, ...rest }) => [a, rest]", ["a"], whole],
  ["({}) => 1", []],
  ["(scope) => scope.a + scope.b", ["a", "b"]],
  ["(scope) => scope['c-d']", ["c-d"]],
  ["(scope) => scope[`c-d`]", ["c-d"]],
  ["(scope) => scope?.a", ["a"]],
  ["(scope) => scope.a.scope.b", ["a"]],
  ["(scope) => scope[String('a')]", [], whole],
  ["(scope) => scope", [], whole],
  ["(scope) => ({ scope })", [], whole],
  ["(scope) => ({ scope: 1, a: scope.a })", ["a"]],
  ["(scope) => ({ [scope.a]: 1 })", ["a"]],
  ["(scope) => ({ ...scope })", [], whole],
  ["(scope) => Object.keys(scope)", [], whole],
  ["(scope) => delete scope.a", [], whole],
  ["(scope) => `${scope.a} ${scope.b}`", ["a", "b"]],
  ["(scope) => { const { a, b: c } = scope; return [a, c] }", ["a", "b"]],
  ["(scope) => { const { a, ...rest } = scope; return [a, rest] }", ["a"], whole],
  ["(scope) => { const {} = scope; return 1 }", [], whole],
  ["(scope) => { const all = scope; return all.a }", [], whole],
  ["(scope) => { let a; ({ a } = scope); return a }", [], whole],
  ["(scope) => [1].map((scope) => scope)", []],
  ["(scope) => [1].map(({ scope }) => scope)", []],
  ["(scope) => [1].map(({ other: [scope] }) => scope)", []],
  ["(scope) => [1].map((n) => n + scope.a)", ["a"]],
  ["(scope) => ((x = scope.b) => x)(scope.a)", ["b", "a"]],
  ["(scope) => { { const scope = 1; void scope } return scope.a }", ["a"]],
  ["(scope) => { for (const scope of [1]) void scope; return 1 }", []],
  ["(scope) => { try { return 1 } catch (scope) { return scope } }", []],
  ["(scope) => (function scope() { return scope })", []],
  ["(scope) => { label: for (;;) break label; return scope.a }", ["a"]],
  ["(scope) => class { scope = scope.a; static b() { return 1 } }", ["a"]],
  ["(scope) => scope.a ?? scope.b", ["a", "b"]],
  ["(scope = {}) => scope.a", ["a"]],
  ["({ ['a']: x }) => x", [], whole],
  ["({ [String('a')]: x }) => x", [], whole],
  ["(...all) => all", [], whole],
  ["function (scope) { return scope.a }", ["a"]],
  ["function ({ b }) { return b }", ["b"]],
  ["(scope) => { scope: for (;;) break scope; return scope.a }", ["a"]],
  ["(scope) => { const f = () => { var scope = 1; return scope }; return f() + scope.a }", ["a"]],
  ["(scope) => { const f = () => { if (1) { var scope = 1 } return scope }; return f() + scope.a }", ["a"]],
  ["(scope) => { { function scope() { return 1 } scope() } return scope.a }", ["a"]],
  ["(scope) => { { class scope {} void scope } return scope.a }", ["a"]],
  ["(scope) => { switch (scope.a) { case 1: { return 1 } default: let scope = 2; return scope } }", ["a"]],
  ["(scope) => { for (let scope = 0; scope < 1; scope++) void scope; return scope.b }", ["b"]],
  ["(scope) => { for (const each in scope.a) void each; return 1 }", ["a"]],
  ["(scope) => (class scope { static own = scope })", []],
  ["(scope, index) => scope.a + index", ["a"]],
  ["(scope, index = scope.b) => index", ["b"]],
]

/** What the interpreter finds, from the function itself. */
function live(text: string): MappingReads {
  // The text becomes the function that it is in an author's module.
  const mapping = runInThisContext(`(${text})`) as (scope: unknown) => unknown
  return liveReads(mapping, { mapping, owner: "", gives: [] })
}

/** What the compiler finds, from the text of a flow file. */
function compiled(text: string): MappingReads {
  const file = makeSourceProject({ isInMemory: true }).createSourceFile(
    "/test.flow.ts",
    `import { flow } from "@millrace/dsl"
    export const test = flow("test").let("a", () => 1).let("b", () => 2).let("c-d", () => 3).let("x", ${text}).returns(() => 1)`,
  )
  const { module } = loadModule(file)
  const node = module?.flows[0]?.plan.body.nodes.at(-1)
  if (module === undefined || node?.kind !== "let") throw new Error(`'${text}' was not loaded`)
  const { facts } = analyzeModule(module)
  if (facts === undefined) throw new Error(`'${text}' was not analyzed`)
  return mappingReads(facts.lambdas)(node.mapping, { mapping: node.mapping, owner: "", gives: [] })
}

function sorted({ names, unknown }: MappingReads): MappingReads {
  return { names: [...new Set(names)].toSorted(), ...(unknown === undefined ? {} : { unknown }) }
}

describe("what a mapping reads", () => {
  for (const [text, names, unknown] of mappings) {
    const expected = sorted({ names, ...(unknown === undefined ? {} : { unknown }) })
    it(`${text} is ${[...names, ...(unknown === undefined ? [] : ["the whole scope"])].join(" and ") || "nothing"}`, () => {
      expect(sorted(live(text)), "the interpreter").toEqual(expected)
      expect(sorted(compiled(text)), "the compiler").toEqual(expected)
    })
  }
})
