import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { increment } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const variables = flow("variables", {
  input: Schema.Struct({ n: Schema.Number }),
  vars: ({ input }) => ({ factor: 10, base: input.n }),
})
  .step("more", increment, ({ vars }) => vars.base * vars.factor)
  .returns(({ more, vars }) => ({ more, factor: vars.factor }))

const run = await meaningOf(variables, import.meta.filename)

it("are computed from the input", async () => {
  expect((await run({ n: 4 })).exit).toEqual(Exit.succeed({ more: 41, factor: 10 }))
})

it("are replaced by what the caller gives, one by one", async () => {
  expect((await run({ n: 4 }, { vars: { factor: 2 } })).exit).toEqual(Exit.succeed({ more: 9, factor: 2 }))
})
