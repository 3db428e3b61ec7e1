import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { increment } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const hostile = flow("hostile", { input: Schema.Struct({ n: Schema.Number }) })
  .let("constructor", ({ input }) => input.n)
  .let("toString", ({ constructor }) => constructor + 1)
  .let("class", (scope) => scope.toString + 1)
  .step("a-b c.d[e]", increment, (scope) => scope.class)
  .parallel({ valueOf: (b) => b.step("hasOwnProperty", increment, (scope) => scope["a-b c.d[e]"]) })
  .returns((scope) => [scope.constructor, scope.toString, scope.class, scope["a-b c.d[e]"], scope.valueOf])

it("takes names as they are, and escapes them in paths", async () => {
  const run = await meaningOf(hostile, import.meta.filename)
  const { exit, events } = await run({ n: 1 })
  expect(exit).toEqual(Exit.succeed([1, 2, 3, 4, 5]))
  expect(events).toContain('0 step.started a-b c\\.d\\[e\\] attempt=1 activity="increment"')
  expect(events).toContain('0 step.started valueOf.hasOwnProperty attempt=1 activity="increment"')
})
