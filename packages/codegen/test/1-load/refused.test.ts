import { expect, test } from "vitest"
import { loadChain, loadText } from "../in-memory.ts"

/** Flows that cannot be read before they run, with the code each is refused with. */
const refused: ReadonlyArray<readonly [title: string, text: string, codes: ReadonlyArray<string>]> = [
  [
    "built up in a variable",
    `let f = flow("f"); f = f.let("x", () => 1); export const g = f.returns(() => 1)`,
    ["FLOW.NOT_CONSTANT"],
  ],
  [
    "built up in a loop",
    `function make() { let f = flow("f"); for (const n of [1]) f = f.let("x", () => n); return f }
    export const g = make().returns(() => 1)`,
    ["FLOW.CHAIN_COMPUTED"],
  ],
  [
    "chosen by a condition",
    `export const g = Math.random() > 1 ? flow("f").returns(() => 1) : undefined`,
    ["FLOW.CHAIN_COMPUTED"],
  ],
  ["given to a helper", `export const g = helper(flow("f")).returns(() => 1)`, ["FLOW.CHAIN_COMPUTED"]],
  [
    "continued in another constant",
    `const f = flow("f").let("x", () => 1); export const g = f.returns(() => 1)`,
    ["FLOW.CHAIN_COMPUTED"],
  ],
  ["in an object", `export const g = { f: flow("f").returns(() => 1) }`, ["FLOW.CHAIN_COMPUTED"]],
  ["with a computed name", `export const g = flow(name()).returns(() => 1)`, ["VALUE.NOT_LITERAL"]],
  ["with options from a call", `export const g = flow("f", make()).returns(() => 1)`, ["OPTIONS.NOT_STATIC"]],
  [
    "with changed options",
    `const o = { version: "1" }; o.version = "2"; export const g = flow("f", { version: o.version }).returns(() => 1)`,
    ["VALUE.NOT_LITERAL"],
  ],
  ["as the default export", `const f = flow("f").returns(() => 1); export default f`, ["FLOW.DEFAULT_EXPORT"]],
  ["exported as default", `const f = flow("f").returns(() => 1); export { f as default }`, ["FLOW.DEFAULT_EXPORT"]],
  [
    "from another library",
    `import { flow as other } from "effect"; export const g = other("f")`,
    ["FLOW.NONE_EXPORTED"],
  ],
]

for (const [title, text, codes] of refused) {
  test(`a flow ${title} is refused`, () => {
    const { module, diagnostics } = loadText(`import { flow } from "@millrace/dsl"\n${text}`)
    expect({ module, codes: diagnostics.map(({ code }) => code) }).toEqual({ module: undefined, codes })
  })
}

const refusedChains: ReadonlyArray<readonly [title: string, chain: string, codes: ReadonlyArray<string>]> = [
  ["a conditional block", `.when("w", () => true, Math.random() > 1 ? (b) => b : (b) => b)`, ["BLOCK.NOT_STATIC"]],
  ["a block that begins elsewhere", `.when("w", () => true, (b) => other.let("x", () => 1))`, ["BLOCK.NOT_STATIC"]],
  ["a block with statements", `.when("w", () => true, (b) => { if (1) return b; return b })`, ["BLOCK.NOT_STATIC"]],
  ["an asynchronous block", `.when("w", () => true, async (b) => b)`, ["BLOCK.NOT_STATIC"]],
  [
    "a helper around a block's builder",
    `.when("w", () => true, (b) => helper(b.let("x", () => 1)))`,
    ["BLOCK.NOT_STATIC"],
  ],
  ["a getter among branches", `.parallel({ get x() { return (b) => b } })`, ["RECORD.KEY_COMPUTED"]],
  ["a substitution in a name", ".let(`x${1}`, () => 1)", ["VALUE.NOT_LITERAL"]],
  ["a negative concurrency", `.forEach("f", () => [], (b) => b, { concurrency: -1 })`, ["OPTION.COUNT_INVALID"]],
  ["a mapping that is a value", `.let("x", 5)`, ["MAPPING.NOT_A_FUNCTION"]],
]

for (const [title, chain, codes] of refusedChains) {
  test(`${title} is refused`, () => {
    const { module, diagnostics } = loadChain(chain)
    expect({ module, codes: diagnostics.map(({ code }) => code) }).toEqual({ module: undefined, codes })
  })
}

test("every mistake of a file is reported, in the order of the file", () => {
  const { diagnostics } = loadChain(`.let(name, () => 1).stp("x").step("y", a, undefined, { timeout: "soon" })`)
  expect(diagnostics.map(({ code }) => code)).toEqual([
    "VALUE.NOT_LITERAL",
    "FLOW.VERB_UNKNOWN",
    "OPTION.DURATION_INVALID",
  ])
})
