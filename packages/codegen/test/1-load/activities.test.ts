import { expect, test } from "vitest"
import { loadText } from "../in-memory.ts"

/** Gives the names of the activities of each step, or the codes of what is wrong. */
function activitiesOf(body: string, files: Readonly<Record<string, string>> = {}): ReadonlyArray<string> {
  const { module, diagnostics } = loadText(body, files)
  if (module === undefined) return diagnostics.map(({ code }) => code)
  const nodes = module.flows.flatMap(({ plan }) => plan.body.nodes)
  return nodes.flatMap((node) => (node.kind === "step" ? [node.activity.name] : []))
}

const flowWith = (reference: string): string =>
  `export const test = flow("test").step("s", ${reference}).returns(() => 1)`
const head = `import { flow, activity } from "@millrace/dsl"\n`
const library = `import { activity } from "@millrace/dsl/activity"
export const charge = activity("charge-card", () => 1)`

test("an activity is found in an imported module, also under another name", () => {
  const text = `${head}import { charge as pay } from "./library.ts"\n${flowWith("pay")}`
  expect(activitiesOf(text, { "library.ts": library })).toEqual(["charge-card"])
})

test("an activity is found through re-exports and renames", () => {
  const text = `${head}import { pay } from "./index.js"\n${flowWith("pay")}`
  const files = {
    "library.ts": library,
    "middle.ts": `export * from "./library.ts"`,
    "index.ts": `export { charge as pay } from "./middle.ts"`,
  }
  expect(activitiesOf(text, files)).toEqual(["charge-card"])
})

test("an activity is found through namespaces and object literals", () => {
  const text = `${head}import * as lib from "./library.ts"
    const group = { cards: { pay: lib.charge } } as const
    ${flowWith("group.cards.pay")}`
  expect(activitiesOf(text, { "library.ts": library })).toEqual(["charge-card"])
})

test("an activity is found through the paths of the nearest tsconfig.json", () => {
  const text = `${head}import { charge } from "@app/library"\n${flowWith("charge")}`
  const files = {
    "library.ts": library,
    "tsconfig.json": `{ "compilerOptions": { "paths": { "@app/*": ["./*"] } } }`,
  }
  expect(activitiesOf(text, files)).toEqual(["charge-card"])
})

test("an activity is found in the code of a package, beside its declarations", () => {
  const text = `${head}import { charge } from "payments"\n${flowWith("charge")}`
  const files = {
    "node_modules/payments/package.json": `{ "name": "payments", "type": "module", "exports": { ".": { "types": "./index.d.ts", "default": "./index.js" } } }`,
    "node_modules/payments/index.d.ts": `export declare const charge: unknown`,
    "node_modules/payments/index.js": library,
  }
  expect(activitiesOf(text, files)).toEqual(["charge-card"])
})

test("an activity may be declared in the flow file, or in the step itself", () => {
  const text = `${head}const own = activity("own", () => 1)
    export const test = flow("test").step("s", own).step("t", activity("inline", () => 1)).returns(() => 1)`
  expect(activitiesOf(text)).toEqual(["own", "inline"])
})

test("modules that export each other's names come to an end", () => {
  const text = `${head}import { charge } from "./one.ts"\n${flowWith("charge")}`
  const files = { "one.ts": `export * from "./two.ts"`, "two.ts": `export * from "./one.ts"` }
  expect(activitiesOf(text, files)).toEqual(["ACTIVITY.NOT_FOUND"])
})

test("what is not declared with activity is refused", () => {
  expect(activitiesOf(`${head}const own = () => 1\n${flowWith("own")}`)).toEqual(["ACTIVITY.NOT_FOUND"])
  expect(activitiesOf(`${head}const activity2 = (n: string) => n\n${flowWith('activity2("x")')}`)).toEqual([
    "ACTIVITY.NOT_FOUND",
  ])
  expect(activitiesOf(`${head}import { x } from "nowhere"\n${flowWith("x")}`)).toEqual(["ACTIVITY.NOT_FOUND"])
})

test("exports that lead back to themselves are told, and end the search", () => {
  const text = `${head}import { lost } from "./a.ts"\n${flowWith("lost")}`
  const files = { "a.ts": `export { lost } from "./b.ts"`, "b.ts": `export { lost } from "./a.ts"` }
  expect(loadText(text, files).diagnostics.map(({ message }) => message)).toEqual([
    "step 's' calls 'lost', but the export 'lost' of 'a.ts' leads to itself",
  ])
})
