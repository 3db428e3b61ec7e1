import { expect, test } from "vitest"
import { loadText } from "../in-memory.ts"

/** Gives where the runners of a flow's children will stand, or what is wrong. */
function childrenOf(text: string, files: Readonly<Record<string, string>> = {}): ReadonlyArray<string> {
  const { module, diagnostics } = loadText(`import { flow, activity } from "@millrace/dsl"\n${text}`, files)
  if (module === undefined) return diagnostics.map(({ message }) => message)
  return module.flows.flatMap(({ plan }) =>
    plan.body.nodes.flatMap((node) => {
      if (node.kind !== "child") return []
      const { name, module: specifier, exportName } = node.workflow
      return [`${name} ${specifier ?? "here"} ${exportName}`]
    }),
  )
}

const parentOf = (reference: string): string =>
  `export const parent = flow("parent").child("c", ${reference}).returns(() => 1)`
const child = `import { flow } from "@millrace/dsl"\nexport const inner = flow("inner").returns(() => 1)`

test("a child of the same file has no module", () => {
  expect(childrenOf(`export const inner = flow("inner").returns(() => 1)\n${parentOf("inner")}`)).toEqual([
    "inner here inner",
  ])
})

test("a child of another flow file keeps the specifier and the exported name", () => {
  const files = { "child.flow.ts": child }
  expect(childrenOf(`import { inner as mine } from "./child.flow.ts"\n${parentOf("mine")}`, files)).toEqual([
    "inner ./child.flow.ts inner",
  ])
  expect(childrenOf(`import * as flows from "./child.flow.js"\n${parentOf("flows.inner")}`, files)).toEqual([
    "inner ./child.flow.js inner",
  ])
})

test("a child that comes by a detour is named by its own file", () => {
  const files = { "deep/child.flow.ts": child, "index.ts": `export { inner as other } from "./deep/child.flow.ts"` }
  expect(childrenOf(`import { other } from "./index.ts"\n${parentOf("other")}`, files)).toEqual([
    "inner ./deep/child.flow.ts inner",
  ])
})

test("what is no flow, or has no runner, is no child", () => {
  const problem = (reason: string): ReadonlyArray<string> => [`child 'c' runs 'inner', ${reason}`]
  expect(childrenOf(`const inner = activity("inner", () => 1)\n${parentOf("inner")}`)).toEqual(
    problem("which is not declared with 'flow(...)'"),
  )
  expect(childrenOf(`import { inner } from "./child.ts"\n${parentOf("inner")}`, { "child.ts": child })).toEqual(
    problem("but 'child.ts' is no flow file: its name does not end with '.flow.ts'"),
  )
  expect(childrenOf(`const inner = flow("inner").returns(() => 1)\n${parentOf("inner")}`)).toEqual([
    "flow 'inner' is not exported, so it gets no runner",
    ...problem("which its file does not export, so that it has no runner"),
  ])
})
