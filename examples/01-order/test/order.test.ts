import { interpret } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import { expect, test } from "vitest"
import { UnknownProduct } from "../activities.ts"
import { quote as workflow } from "../order.flow.ts"
import { quote } from "../order.runner.ts"

const order = { customer: "ada@millrace.example", lines: [{ sku: "samovar", quantity: 1 }] }

test.each([
  ["the emitted runner", quote],
  ["the interpreter", interpret(workflow)],
])("%s quotes an order", async (_how, runner) => {
  expect(await runner.run(order)).toEqual({ total: 232, shipping: 0 })
  expect(await runner.runExit({ ...order, lines: [{ sku: "cup", quantity: 1 }] })).toEqual(
    Exit.fail(new UnknownProduct({ sku: "cup" })),
  )
})
