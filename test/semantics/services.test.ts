import { capability, flow } from "@millrace/dsl"
import { agents, interpret } from "@millrace/runtime"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"

const summarise = capability("summarise", { input: Schema.Struct({ text: Schema.String }), output: Schema.String })
const order = flow("order")
  .signal("paid", { payload: Schema.Struct({ text: Schema.String }) })
  .agent("short", summarise, ({ paid }) => paid)
  .returns(({ short }) => ({ short }))

it("interprets a workflow that waits for a message and calls an agent", async () => {
  const runner = interpret(order).provide(agents(summarise, [{ name: "a", run: ({ text }) => text.slice(0, 2) }]))
  const execution = runner.start()
  await execution.signal("paid", { text: "long" })
  expect(await execution.result()).toEqual({ short: "lo" })
})
