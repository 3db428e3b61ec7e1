import { capability, flow } from "@millrace/dsl"
import { agents } from "@millrace/runtime"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { bothOf } from "../running/both.ts"

const summarise = capability("summarise", { input: Schema.Struct({ text: Schema.String }), output: Schema.String })

export const order = flow("order")
  .signal("paid", { payload: Schema.Struct({ text: Schema.String }) })
  .agent("short", summarise, ({ paid }) => paid)
  .returns(({ short }) => ({ short }))

it("gives an agent what a message says", async () => {
  const both = await bothOf(order, import.meta.filename)
  const output = await both(async (runner) => {
    const ready = runner.provide(agents(summarise, [{ name: "a", run: ({ text }) => text.slice(0, 2) }]))
    const execution = ready.start()
    await execution.signal("paid", { text: "long" })
    return execution.result()
  })
  expect(output).toEqual({ short: "lo" })
})
