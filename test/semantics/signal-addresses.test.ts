import { flow } from "@millrace/dsl"
import { interpret, InvalidPayload, UnknownSignal } from "@millrace/runtime"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"

const Payment = Schema.Struct({ cents: Schema.NumberFromString })

const refusal = (sent: Promise<void>): Promise<unknown> => sent.catch((error: unknown) => error)

describe("a runner that knows its signals", () => {
  const order = flow("order")
    .signal("paid", { payload: Payment })
    .returns(({ paid }) => paid.cents)
  const parent = flow("parent")
    .sleep("pause", 20)
    .forEach(
      "orders",
      () => ["a", "b"],
      (b) => b.child("order", order, () => undefined),
      { concurrency: 2, key: (id) => id },
    )
    .returns(({ orders }) => orders)

  it("checks a message that comes before its step waits, at once", async () => {
    const late = flow("late")
      .sleep("pause", 20)
      .signal("paid", { payload: Payment })
      .returns(({ paid }) => paid.cents)
    const execution = interpret(late).start()
    expect(await refusal(execution.signal("paid", { cents: 1 }))).toBeInstanceOf(InvalidPayload)
    await execution.signal("paid", { cents: "4" })
    expect(await execution.result()).toBe(4)
  })

  it("passes messages to a child's path on while the child runs", async () => {
    const execution = interpret(parent).start()
    expect(await refusal(execution.signal("orders[a].order.paid", { cents: "1" }))).toBeInstanceOf(UnknownSignal)
    await new Promise((resolve) => setTimeout(resolve, 40))
    await execution.signal("orders[b].order.paid", { cents: "2" })
    expect(await refusal(execution.signal("orders[a].order.paid", {}))).toBeInstanceOf(InvalidPayload)
    await execution.signal("orders[a].order.paid", { cents: "1" })
    expect(await execution.result()).toEqual([1, 2])
  })
})
