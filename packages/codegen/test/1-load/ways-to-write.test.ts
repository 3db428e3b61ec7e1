import { planDigest } from "@millrace/plan/digest"
import { expect, test } from "vitest"
import { loadChain, loadText } from "../in-memory.ts"

function digestOf({ module, diagnostics }: ReturnType<typeof loadText>): string {
  expect(diagnostics).toEqual([])
  const [flow] = module?.flows ?? []
  if (flow === undefined) throw new Error("no flow was loaded")
  return planDigest(flow.plan)
}

const plain = digestOf(
  loadChain(`.step("one", a, ({ input }) => input, { timeout: 5000 }).parallel({ x: (b) => b.let("y", () => 1) })`),
)

const rest = `.parallel({ x: (b) => b.let("y", () => 1) })`
const ways: Readonly<Record<string, ReturnType<typeof loadText>>> = {
  "numeric separators": loadChain(`.step("one", a, ({ input }) => input, { timeout: 5_000 })${rest}`),
  arithmetic: loadChain(`.step("one", a, ({ input }) => input, { timeout: 5 * 1000 })${rest}`),
  "template literals": loadChain(`.step(\`one\`, a, ({ input }) => input, { timeout: 5000 })${rest}`),
  "trailing commas and comments": loadChain(
    `/* c */.step("one", a, ({ input }) => input, { timeout: 5000, },) // d
     ${rest}`,
  ),
  "parentheses, as const and satisfies": loadChain(
    `.step(("one" as const), (a), (({ input }) => input), ({ timeout: 5000 } as const satisfies object))${rest}`,
  ),
  "constants of the file": loadChain(
    `.step(name, a, ({ input }) => input, options)${rest}`,
    `const name = "one"; const options = { timeout: 5000 } as const`,
  ),
  "shorthand and string keys": loadChain(
    `.step("one", a, ({ input }) => input, { timeout })${rest.replace("x:", '"x":')}`,
    `const timeout = 5000`,
  ),
  "spread constants in options": loadChain(
    `.step("one", a, ({ input }) => input, { ...patient })${rest}`,
    `const patient = { timeout: 5000 }`,
  ),
  "function expressions": loadChain(
    `.step("one", a, function (scope) { return scope.input }, { timeout: 5000 })
     .parallel({ x: function (b) { return b.let("y", () => 1) } })`,
  ),
  "methods and other parameter names": loadChain(
    `.step("one", a, ({ input }) => input, { timeout: 5000 }).parallel({ x(branch) { return branch.let("y", () => 1) } })`,
  ),
  "a branch by name": loadChain(
    `.step("one", a, ({ input }) => input, { timeout: 5000 }).parallel({ x })`,
    `const x = (b: any) => b.let("y", () => 1)`,
  ),
  "element access": loadChain(`["step"]("one", a, ({ input }) => input, { timeout: 5000 })${rest}`),
  "a renamed import": loadText(`
    import { flow as begin } from "@millrace/dsl"
    import { a } from "./activities.ts"
    export const test = begin("test").step("one", a, ({ input }) => input, { timeout: 5000 })${rest}.returns(() => 1)
  `),
  "a namespace import": loadText(`
    import * as m from "@millrace/dsl"
    import { a } from "./activities.ts"
    export const test = m.flow("test").step("one", a, ({ input }) => input, { timeout: 5000 })${rest}.returns(() => 1)
  `),
  "constants of another file": loadText(
    `
    import { flow } from "@millrace/dsl"
    import { a } from "./activities.ts"
    import { limits, name } from "./limits.ts"
    export const test = flow("test").step(name, a, ({ input }) => input, { timeout: limits.five })${rest}.returns(() => 1)
  `,
    { "limits.ts": `export const limits = { five: 5000 } as const; export { n as name }; const n = "one"` },
  ),
  "an export under another name": loadText(`
    import { flow } from "@millrace/dsl"
    import { a } from "./activities.ts"
    const hidden = flow("test").step("one", a, ({ input }) => input, { timeout: 5000 })${rest}.returns(() => 1)
    export { hidden as test }
  `),
}

for (const [way, loaded] of Object.entries(ways)) {
  test(`${way} give the same plan`, () => {
    expect(digestOf(loaded)).toBe(plain)
  })
}

test("every export of a flow has a runner of its own", () => {
  const { module } = loadText(`
    import { flow } from "@millrace/dsl"
    const one = flow("one").returns(() => 1)
    export { one as first, one as second }
    export default one
  `)
  expect(module?.flows.map(({ exportName, plan }) => [exportName, plan.name])).toEqual([
    ["first", "one"],
    ["second", "one"],
  ])
})
