import { planJson } from "@millrace/plan"
import type { PlanJson } from "@millrace/plan"
import { expect, test } from "vitest"
import { loadChain, loadText } from "../in-memory.ts"

/** Gives the plan JSON of the verbs of a chain. */
function nodesOf(chain: string, before = ""): unknown {
  const { module, diagnostics } = loadChain(chain, before)
  expect(diagnostics).toEqual([])
  const [flow] = module?.flows ?? []
  if (flow === undefined) throw new Error("no flow was loaded")
  const plan: PlanJson = planJson(flow.plan)
  return JSON.parse(JSON.stringify(plan)).body.nodes
}

test("a step has its activity's declared name, its mapping and its policies", () => {
  const chain = `.step("one", a, ({ input }) => input, { timeout: "5 seconds", deadline: 1_000, retry: { maximumAttempts: 3 } })`
  expect(nodesOf(chain)).toEqual([
    {
      kind: "step",
      name: "one",
      activity: "activity-a",
      mapping: true,
      timeout: "5 seconds",
      deadline: 1000,
      retry: { maximumAttempts: 3 },
    },
  ])
})

test("a step without a mapping has none, also when options follow", () => {
  expect(nodesOf(`.step("one", a).step("two", b, undefined, { timeout: 5 })`)).toEqual([
    { kind: "step", name: "one", activity: "activity-a" },
    { kind: "step", name: "two", activity: "activity-b", timeout: 5 },
  ])
})

test("a let has its name", () => {
  expect(nodesOf(`.let("x", () => 1)`)).toEqual([{ kind: "let", name: "x" }])
})

test("branches of a parallel stand in the order in which JavaScript keeps them", () => {
  const chain = `.parallel({ z: (b) => b, 10: (b) => b, "a-b": (b) => b, 9: (b) => b }, { concurrency: 2, minimumSuccess: 0.5, summary: "sum" })`
  const empty = { nodes: [] }
  expect(nodesOf(chain)).toEqual([
    {
      kind: "parallel",
      branches: [
        { name: "9", block: empty },
        { name: "10", block: empty },
        { name: "z", block: empty },
        { name: "a-b", block: empty },
      ],
      concurrency: 2,
      minimumSuccess: 0.5,
      summary: "sum",
    },
  ])
})

test("a when has one block, or two", () => {
  expect(
    nodesOf(`.when("w", () => true, (b) => b.let("x", () => 1)).when("v", () => true, (b) => b, (b) => b)`),
  ).toEqual([
    { kind: "when", name: "w", then: { nodes: [{ kind: "let", name: "x" }] } },
    { kind: "when", name: "v", then: { nodes: [] }, otherwise: { nodes: [] } },
  ])
})

test("a match has its cases and what is done otherwise", () => {
  expect(nodesOf(`.match("m", () => "x", { x: (b) => b, "y z": (b) => b.returns(() => 1) }, (b) => b)`)).toEqual([
    {
      kind: "match",
      name: "m",
      cases: [
        { label: "x", block: { nodes: [] } },
        { label: "y z", block: { nodes: [], returns: true } },
      ],
      otherwise: { nodes: [] },
    },
  ])
})

test("a loop fails when it is exhausted, unless told otherwise", () => {
  const loop = `{ initial: () => 0, body: (b) => b.let("next", ({ state }) => state), max: 3, `
  expect(
    nodesOf(
      `.loop("l", ${loop} until: (s) => s > 1 }).loop("k", ${loop} while: (s) => s < 1, onExhausted: "continue" })`,
    ),
  ).toEqual([
    {
      kind: "loop",
      name: "l",
      body: { nodes: [{ kind: "let", name: "next" }] },
      test: "until",
      max: 3,
      onExhausted: "fail",
    },
    {
      kind: "loop",
      name: "k",
      body: { nodes: [{ kind: "let", name: "next" }] },
      test: "while",
      max: 3,
      onExhausted: "continue",
    },
  ])
})

test("a forEach has its options and its key", () => {
  expect(nodesOf(`.forEach("f", () => [1], (b) => b, { concurrency: "unbounded", key: (item) => item })`)).toEqual([
    { kind: "forEach", name: "f", body: { nodes: [] }, concurrency: "unbounded", key: true },
  ])
})

test("a try has its handlers by tag", () => {
  expect(nodesOf(`.try("t", (b) => b, { Lost: (b) => b.let("x", ({ error }) => error) })`)).toEqual([
    {
      kind: "try",
      name: "t",
      body: { nodes: [] },
      handlers: [{ tag: "Lost", block: { nodes: [{ kind: "let", name: "x" }] } }],
    },
  ])
})

test("a human has its form, people and escalation", () => {
  const options = `{ form: Form, show: ({ input }) => input, assignees: ["ann"], deadline: "2 days", onDeadline: (b) => b }`
  expect(nodesOf(`.human("h", ${options})`, `const Form = {}`)).toEqual([
    { kind: "human", name: "h", show: true, assignees: ["ann"], deadline: "2 days", onDeadline: { nodes: [] } },
  ])
})

test("the options of a flow are those of its plan", () => {
  const { module } = loadText(`
    import { flow } from "@millrace/dsl"
    import { Input } from "./schemas.ts"
    export const test = flow("test", {
      input: Input, output: Input, version: "2", description: "d", tags: ["a"], vars: { rate: 1 }, timeout: 5,
      retry: { jitter: 0.5 }, concurrency: 4,
    }).returns(({ input }) => input)
  `)
  expect(module?.flows.map(({ exportName, plan }) => ({ exportName, plan: planJson(plan) }))).toEqual([
    {
      exportName: "test",
      plan: {
        name: "test",
        version: "2",
        description: "d",
        tags: ["a"],
        input: true,
        output: true,
        vars: true,
        timeout: 5,
        retry: { jitter: 0.5 },
        concurrency: 4,
        body: { nodes: [], returns: true },
      },
    },
  ])
})
