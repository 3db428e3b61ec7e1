import { expect, test } from "vitest"
import { analyzeModule } from "../../src/2-analyze/analyze-module.ts"
import { loadChain } from "../in-memory.ts"

/** Gives the codes and messages of what the analysis finds in a chain. */
function problemsOf(chain: string): ReadonlyArray<string> {
  const { module, diagnostics } = loadChain(chain)
  expect(diagnostics).toEqual([])
  if (module === undefined) throw new Error("no module was loaded")
  return analyzeModule(module).diagnostics.map(({ code, message }) => `${code}: ${message}`)
}

const unknown = (sentence: string): ReadonlyArray<string> => [`SCOPE.NAME_UNKNOWN: ${sentence}`]

test("a mapping sees the input and every earlier step, in and around its block", () => {
  const chain = `.let("x", ({ input }) => input)
    .when("w", ({ x }) => x, (b) => b.let("y", ({ x }) => x).forEach("f", ({ y }) => y, (b) => b.let("z", ({ x, y, item, index }) => 1)))
    .let("u", ({ w }) => w)`
  expect(problemsOf(chain)).toEqual([])
})

test("a name that nothing defines is unknown", () => {
  expect(problemsOf(`.let("x", ({ y }) => y)`)).toEqual(unknown("let 'x' reads 'y', but no earlier step defines it"))
  expect(problemsOf(`.let("x", (scope) => scope.y + scope.y)`)).toEqual(
    unknown("let 'x' reads 'y', but no earlier step defines it"),
  )
  expect(problemsOf(`.let("x", ({ toString }) => toString)`)).toEqual(
    unknown("let 'x' reads 'toString', but no earlier step defines it"),
  )
})

test("a name that is taken out of the scope but not used is unknown too", () => {
  expect(problemsOf(`.let("x", ({ y }) => 1)`)).toEqual(unknown("let 'x' reads 'y', but no earlier step defines it"))
})

test("a step does not see itself, nor later steps", () => {
  expect(problemsOf(`.let("x", ({ x }) => x)`)).toEqual(
    unknown("let 'x' reads 'x', but that is the name it defines itself"),
  )
  expect(problemsOf(`.let("x", ({ y }) => y).let("y", () => 1)`)).toEqual(
    unknown("let 'x' reads 'y', but 'y' is defined only later (line 5)"),
  )
  expect(problemsOf(`.when("w", () => true, (b) => b.let("x", ({ w }) => w))`)).toEqual(
    unknown("let 'x' reads 'w', but it is a part of 'w' itself (line 5)"),
  )
})

test("a name ends with its block", () => {
  expect(problemsOf(`.when("w", () => true, (b) => b.let("y", () => 1)).let("x", ({ y }) => y)`)).toEqual(
    unknown("let 'x' reads 'y', but that name ends with the block of when 'w' it is defined in (line 5)"),
  )
})

test("cases do not see each other's steps", () => {
  expect(
    problemsOf(`.match("m", () => "a", { a: (b) => b.let("y", () => 1), c: (b) => b.let("x", ({ y }) => y) })`),
  ).toEqual(unknown("let 'x' reads 'y', but that is a step of another block of match 'm' (line 5)"))
})

test("branches see neither each other nor each other's steps", () => {
  expect(problemsOf(`.parallel({ l: (b) => b.let("y", () => 1), r: (b) => b.let("x", ({ y, l }) => y) })`)).toEqual([
    "SCOPE.NAME_UNKNOWN: let 'x' reads 'y', but that is a step of branch 'l', which runs at the same time (line 5)",
    "SCOPE.NAME_UNKNOWN: let 'x' reads 'l', but that is a branch that runs at the same time (line 5)",
  ])
})

test("a handler sees the error and what was there before the body", () => {
  expect(
    problemsOf(
      `.let("a", () => 1).try("t", (b) => b.let("y", () => 1), { E: (b) => b.let("x", ({ a, error, y }) => 1) })`,
    ),
  ).toEqual(unknown("let 'x' reads 'y', but that is a step of another block of try 't' (line 5)"))
})

test("the language's own names are there only where they mean something", () => {
  expect(problemsOf(`.let("x", ({ vars }) => vars)`)).toEqual(
    unknown("let 'x' reads 'vars', but only a flow with the option 'vars' has it"),
  )
  expect(problemsOf(`.let("x", ({ state }) => state)`)).toEqual(
    unknown("let 'x' reads 'state', but only the body of a 'loop' has it"),
  )
})

test("a summary stands in scope under its name", () => {
  expect(problemsOf(`.parallel({ l: (b) => b }, { minimumSuccess: 1, summary: "s" }).let("x", ({ s }) => s)`)).toEqual(
    [],
  )
})

test("tests and keys are functions of the state and the item, not of the scope", () => {
  const loop = `{ initial: () => ({ n: 0 }), body: (b) => b.let("y", ({ state }) => state), until: ({ n }) => n > 1, max: 2 }`
  expect(problemsOf(`.loop("l", ${loop}).forEach("f", () => [{ id: 1 }], (b) => b, { key: ({ id }) => id })`)).toEqual(
    [],
  )
})

test("a name is taken once on a path", () => {
  const duplicate = (name: string): string => `NAME.DUPLICATE: '${name}' is already defined by an earlier step (line 5)`
  expect(problemsOf(`.let("x", () => 1).let("x", () => 2)`)).toEqual([duplicate("x")])
  expect(problemsOf(`.let("x", () => 1).when("w", () => true, (b) => b.let("x", () => 2))`)).toEqual([duplicate("x")])
  expect(problemsOf(`.let("x", () => 1).parallel({ x: (b) => b })`)).toEqual([duplicate("x")])
  expect(problemsOf(`.let("x", () => 1).forEach("f", () => [], (b) => b, { summary: "x" })`)).toEqual([duplicate("x")])
  expect(problemsOf(`.parallel({ x: (b) => b, x: (b) => b })`)).toEqual([duplicate("x")])
})

test("blocks side by side may use the same names, and the names of ended ones", () => {
  const chain = `.match("m", () => "a", { a: (b) => b.let("x", () => 1), c: (b) => b.let("x", () => 1) }).let("x", () => 1)`
  expect(problemsOf(chain)).toEqual([])
})

test("reserved and empty names are refused", () => {
  expect(problemsOf(`.let("item", () => 1)`)).toEqual([
    "NAME.RESERVED: a step has the name 'item', which the language itself puts into scope",
  ])
  expect(problemsOf(`.parallel({ "__proto__": (b) => b })`)).toEqual([
    "NAME.RESERVED: a step has the name '__proto__', which is no name in JavaScript's objects",
  ])
  expect(problemsOf(`.let("", () => 1)`)).toEqual(["NAME.EMPTY: a step has an empty name"])
})

test("mappings are plain functions, also on the inside", () => {
  const refused = (word: string): string =>
    `MAPPING.NOT_SYNCHRONOUS: a mapping is a plain function of the scope, but this one has '${word}'`
  expect(problemsOf(`.let("x", async () => await 1)`)).toEqual([refused("async")])
  expect(problemsOf(`.let("x", function* () { yield 1 })`)).toEqual([refused("*")])
  expect(problemsOf(`.let("x", () => [1].map(async (n) => n))`)).toEqual([refused("async")])
})

test("'this' and 'arguments' belong to functions inside a mapping only", () => {
  const refused = (word: string): string =>
    `MAPPING.USES_THIS: a mapping is a plain function of the scope, but this one uses '${word}'`
  expect(problemsOf(`.let("x", function () { return this })`)).toEqual([refused("this")])
  expect(problemsOf(`.let("x", () => arguments)`)).toEqual([refused("arguments")])
  expect(problemsOf(`.let("x", () => ({ arguments: 1, m() { return this } }))`)).toEqual([])
})

test("a mapping does not change what it reads", () => {
  const refused = (name: string): string =>
    `MAPPING.CHANGES_SCOPE: a mapping only reads the scope, but this one changes '${name}'`
  expect(problemsOf(`.let("x", ({ input }) => input.list.sort())`)).toEqual([refused("input")])
  expect(problemsOf(`.let("x", ({ input }) => { input.a.b = 1; return input })`)).toEqual([refused("input")])
  expect(problemsOf(`.let("x", (scope) => { delete scope.input.a; return 1 })`)).toEqual([refused("scope")])
  expect(problemsOf(`.let("x", ({ input: { n } }) => { n++; return n })`)).toEqual([refused("n")])
  expect(problemsOf(`.let("x", ({ input }) => Object.assign(input, { a: 1 }))`)).toEqual([refused("input")])
})

test("a mapping may change what it has made itself", () => {
  expect(problemsOf(`.let("x", ({ input }) => [...input.list].sort())`)).toEqual([])
  expect(problemsOf(`.let("x", ({ input }) => input.list.map((n) => n).reverse())`)).toEqual([])
  expect(
    problemsOf(`.let("x", ({ input }) => { const list = [1]; list.push(input); let n = 1; n += 1; return list })`),
  ).toEqual([])
  expect(
    problemsOf(`.let("x", ({ input }) => Object.assign({}, input, { sort: input.sort, price: input.price.add(1) }))`),
  ).toEqual([])
})
