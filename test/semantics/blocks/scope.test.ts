import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { lamp, names } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const scopes = flow("scopes", { input: Schema.Struct({ n: Schema.Number }), vars: { fixed: 1 } })
  .let("one", () => 1)
  .step("whole", names, (scope) => scope)
  .forEach(
    "inner",
    () => ["x"],
    (b) => b.step("inside", names, (scope) => scope),
  )
  .use("lit", lamp, (b) => b.step("inside", names, (scope) => scope))
  .loop("looped", {
    initial: () => [] as ReadonlyArray<string>,
    body: (b) => b.step("inside", names, (scope) => scope),
    until: () => true,
    max: 1,
  })
  .returns(({ whole, inner, lit, looped }) => ({ whole, inner, lit, looped }))

export const nothing = flow("nothing")
  .step("seen", names, (scope) => scope)
  .returns(({ seen }) => seen)

it("shows a mapping what is in scope, and no more", async () => {
  const run = await meaningOf(scopes, import.meta.filename)
  expect((await run({ n: 1 })).exit).toEqual(
    Exit.succeed({
      whole: ["input", "one", "vars"],
      inner: [["index", "input", "item", "one", "vars", "whole"]],
      lit: ["inner", "input", "one", "resource", "vars", "whole"],
      looped: ["inner", "input", "iteration", "lit", "one", "state", "vars", "whole"],
    }),
  )
})

it("has an input even where a workflow takes none", async () => {
  const run = await meaningOf(nothing, import.meta.filename)
  expect((await run()).exit).toEqual(Exit.succeed(["input"]))
})
