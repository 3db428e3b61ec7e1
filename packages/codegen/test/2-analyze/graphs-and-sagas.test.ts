import { expect, test } from "vitest"
import { analyzeModule } from "../../src/2-analyze/analyze-module.ts"
import { loadChain } from "../in-memory.ts"

/** Gives the messages and fixes of what the analysis finds in a chain. */
function problemsOf(chain: string, before = ""): ReadonlyArray<string> {
  const { module, diagnostics } = loadChain(chain, before)
  expect(diagnostics).toEqual([])
  if (module === undefined) throw new Error("no module was loaded")
  return analyzeModule(module).diagnostics.map(({ level, message, fix }) => `${level}: ${message}; ${fix}`)
}

const graph = (body: string): string =>
  `.let("x", () => 1).graph((g) => g.node("a", { needs: [] }, (b) => b.let("p", ({ x }) => x))
    .node("b", { needs: ["a"] }, (b) => b.let("q", ({ a, x }) => a + x))${body})`

test("a node of a graph sees what the graph sees, and what it needs", () => {
  expect(problemsOf(`${graph("")}.let("y", ({ a, b }) => a + b)`)).toEqual([])
})

test("a node of a graph that reads another one is told to need it", () => {
  expect(problemsOf(graph(`.node("c", { needs: ["a"] }, (b) => b.let("r", ({ b }) => b))`))).toEqual([
    "error: let 'r' reads 'b', but node 'c' does not need it (line 6); add 'b' to needs",
  ])
})

test("a node of a graph that reads a later one is told to move it", () => {
  const chain = `.graph((g) => g.node("a", { needs: [] }, (b) => b.let("p", ({ z }) => z)).node("z", { needs: [] }, (b) => b.let("q", () => 1)))`
  expect(problemsOf(chain)).toEqual([
    "error: let 'p' reads 'z', but that is a node which is written only later (line 5); move node 'z' before node 'a', and add 'z' to its needs",
  ])
})

test("a step inside another node is read through that node", () => {
  expect(problemsOf(graph(`.node("c", { needs: [] }, (b) => b.let("r", ({ q }) => q))`))).toEqual([
    "error: let 'r' reads 'q', but that is a step of node 'b' (line 6); let node 'b' return it, and add 'b' to needs",
  ])
})

test("branches of a race do not see each other", () => {
  const chain = `.race("r", { one: (b) => b.let("p", () => 1), two: (b) => b.let("q", ({ p }) => p) })`
  expect(problemsOf(chain)).toEqual([
    "error: let 'q' reads 'p', but that is a step of branch 'one' of race 'r', which runs at the same time (line 5); read it after the 'race', or move both steps into one branch",
  ])
})

test("only the body of a use sees the resource", () => {
  const before = `import { resource } from "@millrace/dsl"\nconst held = resource("held", { acquire: () => 1, release: () => 2 })`
  expect(problemsOf(`.use("u", held, (b) => b.let("x", ({ resource }) => resource))`, before)).toEqual([])
  expect(problemsOf(`.let("x", ({ resource }) => resource)`)).toEqual([
    "error: let 'x' reads 'resource', but only the body of a 'use' has it; in scope are 'input'",
  ])
})

test("a compensation sees its own step's output, and other mappings of the step do not", () => {
  const step = (options: string): string => `.saga("g", (b) => b.step("s", a, () => 1, ${options}))`
  expect(problemsOf(step(`{ compensate: { activity: a, map: ({ s }) => s } }`))).toEqual([])
  expect(problemsOf(step(`{ when: ({ s }) => s, cache: { ttl: 1, key: ({ t }) => t } }`))).toEqual([
    "error: 'when' of step 's' reads 's', but that is the name it defines itself; read the result of an earlier step",
    "error: 'cache.key' of step 's' reads 't', but no earlier step defines it; in scope are 'input'",
  ])
})

test("a compensation outside any saga is warned of, and one deep inside is not", () => {
  const step = `b.step("s", a, () => 1, { compensate: { activity: a, map: () => 1 } })`
  expect(problemsOf(`.saga("g", (b) => b.forEach("f", () => [1], (b) => ${step}))`)).toEqual([])
  expect(problemsOf(`.forEach("f", () => [1], (b) => ${step})`)).toEqual([
    "warning: step 's' has a compensation, but no saga around it that would run it; put the step into a '.saga(...)', or remove 'compensate'",
  ])
})

test("the call that a webhook verifies is no scope", () => {
  const before = `const Form = {}`
  const options = `{ payload: Form, announce: a, map: ({ input }, url) => url + input, verify: ({ body }) => body === "" }`
  expect(problemsOf(`.webhook("w", ${options})`, before)).toEqual([])
})

test("a case may be labelled 'otherwise' only when no block is for all others", () => {
  const match = (otherwise: string): string =>
    `.match("m", () => "otherwise", { otherwise: (b) => b.let("x", () => 1) }${otherwise})`
  expect(problemsOf(match(""))).toEqual([])
  expect(problemsOf(match(", (b) => b"))).toEqual([
    "error: a case of match 'm' has the label 'otherwise', and so has the block for all other cases; give the case another label, or leave the 'otherwise' block out",
  ])
})
