// The shop: it takes orders, runs each durably, and ends when all of them have ended.
// node books/shop.ts <folder> <orders> <port>
import { Engine } from "@millrace/runtime/durable"
import { fulfilOrder } from "../order.runner.ts"
import { openPartners } from "../partners/partners.ts"
import { answerChecks } from "./answer-checks.ts"
import { orderOf, prepare } from "./sample-orders.ts"

const [folder = "", orders = "0", port = "0"] = process.argv.slice(2)
prepare(openPartners(folder))
await using engine = await Engine.open({
  journal: `sqlite:${folder}/shop.db`,
  runners: [fulfilOrder],
  maximumExecutions: 12,
  setAsideAfterMs: 30,
  webhookUrl: `http://127.0.0.1:${port}/webhooks`,
})
await using _server = await engine.serve({ port: Number(port) })
let isOver = false
const checks = answerChecks(engine, () => isOver)
await Promise.all(
  Array.from({ length: Number(orders) }, async (_, number) => {
    // Whoever starts it again gets the one there is.
    const execution = await engine.start(fulfilOrder, orderOf(number), { id: `order-${number}` })
    await execution.result().catch(() => undefined)
  }),
)
isOver = true
await checks
