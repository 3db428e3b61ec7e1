import { flow } from "@millrace/dsl"
import { InvalidPayload, UnknownSignal } from "@millrace/runtime"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { bothOf } from "../running/both.ts"

const Payment = Schema.Struct({ cents: Schema.NumberFromString })

export const order = flow("order")
  .signal("paid", { payload: Payment })
  .returns(({ paid }) => paid.cents)

export const parent = flow("parent")
  .sleep("pause", 20)
  .forEach(
    "orders",
    () => ["a", "b"],
    (b) => b.child("order", order, () => undefined),
    { concurrency: 2, key: (id) => id },
  )
  .returns(({ orders }) => orders)

const both = await bothOf(parent, import.meta.filename)
const refusal = (sent: Promise<void>): Promise<unknown> => sent.catch((error: unknown) => error)

it("are reached through the parent by the child's path, while the child runs", async () => {
  const found = await both(async (runner, { time }) => {
    const execution = runner.provide(time.layer).start()
    const early = await refusal(execution.signal("orders[a].order.paid", { cents: "1" }))
    await time.goTo(40)
    await execution.signal("orders[b].order.paid", { cents: "2" })
    const wrong = await refusal(execution.signal("orders[a].order.paid", {}))
    await execution.signal("orders[a].order.paid", { cents: "1" })
    return { early, wrong, output: await execution.result() }
  })
  expect(found).toEqual({ early: expect.any(UnknownSignal), wrong: expect.any(InvalidPayload), output: [1, 2] })
})
