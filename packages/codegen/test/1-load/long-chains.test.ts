import { planDigest } from "@millrace/plan/digest"
import { expect, test } from "vitest"
import { analyzeModule } from "../../src/2-analyze/analyze-module.ts"
import { lowerModule } from "../../src/3-lower/lower-module.ts"
import { optimizeModule } from "../../src/4-optimize/optimize.ts"
import { emitModule } from "../../src/5-emit/emit-module.ts"
import { loadChain } from "../in-memory.ts"

type Loaded = ReturnType<typeof loadChain>

function moduleOf({ module, diagnostics }: Loaded): NonNullable<Loaded["module"]> {
  expect(diagnostics).toEqual([])
  if (module === undefined) throw new Error("no flow was loaded")
  return module
}

const node = (name: string, needs: ReadonlyArray<string>): string =>
  `.node("${name}", { needs: ${JSON.stringify(needs)} }, (b) => b.let("value", () => 1))`

test("a chain deeper than the stack of a JavaScript engine is read and emitted", () => {
  const last = 4_999
  const nodes = Array.from({ length: last + 1 }, (_, index) => node(`n${index}`, index === 0 ? [] : [`n${index - 1}`]))
  const module = moduleOf(loadChain(`.graph((g) => g${nodes.join("\n")})`))
  const { facts, diagnostics } = analyzeModule(module)
  expect(diagnostics).toEqual([])
  const { text: runner } = emitModule(optimizeModule(lowerModule(module, facts)))
  expect(runner.split("\n").findLast((line) => line.includes("g.node("))).toContain(`"n${last}", [n${last - 1}]`)
})

test("a graph and a block written in parts have the plan of one chain", () => {
  const whole = loadChain(`
    .graph((g) => g${node("x", [])}${node("y", ["x"])}${node("z", ["x", "y"])})
    .parallel({ one: (b) => b.step("first", a, () => 1).step("second", a, () => 2) })`)
  const inParts = loadChain(`
    .graph((g) => {
      const first = g${node("x", [])}
      const second = first${node("y", ["x"])}
      return second${node("z", ["x", "y"])}
    })
    .parallel({
      one(b) {
        const first = b.step("first", a, () => 1).step("second", a, () => 2)
        return first
      },
    })`)
  const digests = [whole, inParts].map((loaded) => moduleOf(loaded).flows.map(({ plan }) => planDigest(plan)))
  expect(digests[1]).toEqual(digests[0])
})

test.each([
  [
    "that skips the part before it",
    `const first = g${node("x", [])}; const second = first${node("y", [])}; return first`,
    "the graph begins with 'first' and not with the part before it, 'second'",
  ],
  [
    "that begins anew",
    `const first = g${node("x", [])}; const second = g${node("y", [])}; return second`,
    "part 'second' of the graph begins with 'g' and not with the part before it, 'first'",
  ],
  [
    "that begins with something else",
    `const first = other${node("x", [])}; return first`,
    "part 'first' of the graph begins with 'other' and not with its parameter 'g'",
  ],
  [
    "that can change",
    `let first = g${node("x", [])}; return first`,
    "the graph does not only return one chain of its parameter",
  ],
  ["without a return", `const first = g${node("x", [])}`, "the graph does not only return one chain of its parameter"],
  [
    "beside another statement",
    `const first = g${node("x", [])}; console.log(1); return first`,
    "the graph does not only return one chain of its parameter",
  ],
])("a part %s is refused", (_, body, message) => {
  expect(loadChain(`.graph((g) => { ${body} })`).diagnostics.map((each) => [each.code, each.message])).toEqual([
    ["BLOCK.NOT_STATIC", message],
  ])
})
