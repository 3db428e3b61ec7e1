import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Engine } from "@millrace/runtime/durable"
import { answerChecks } from "./books/answer-checks.ts"
import { freePort } from "./books/free-port.ts"
import { whileBankTells } from "./books/keep-telling.ts"
import { prepare } from "./books/sample-orders.ts"
import type { Order } from "./order.ts"
import { fulfilOrder } from "./order.runner.ts"
import { openPartners } from "./partners/partners.ts"

const folder = await mkdtemp(join(tmpdir(), "order-saga-"))
const partners = openPartners(folder)
prepare(partners)

const pot = { sku: "pot", quantity: 1, cents: 3_500 }
const samovars = { sku: "samovar", quantity: 2, cents: 29_000 }
const orders: ReadonlyArray<Order> = [
  { customer: "ada", town: "Oslo", lines: [pot] },
  // A person looks at it, and lets it through.
  { customer: "grace", town: "Turin", lines: [pot, samovars] },
  // A person looks at it, and does not: the money goes back.
  { customer: "mallory", town: "Bern", lines: [samovars] },
  // Nobody goes there: the pot goes back, then the money.
  { customer: "edsger", town: "Atlantis", lines: [pot] },
]

{
  const port = await freePort()
  await using engine = await Engine.open({
    journal: `sqlite:${folder}/shop.db`,
    runners: [fulfilOrder],
    webhookUrl: `http://127.0.0.1:${port}/webhooks`,
  })
  // The bank calls it.
  await using _server = await engine.serve({ port })
  let isOver = false
  const checks = answerChecks(engine, () => isOver)
  for (const [number, order] of orders.entries()) {
    const execution = await engine.start(fulfilOrder, order, { id: `order-${number}` })
    const outcome = await whileBankTells(
      partners.bank,
      execution.result().catch((error: unknown) => String(error)),
    )
    console.log(`${order.customer} to ${order.town}:`, outcome)
  }
  isOver = true
  await checks
}
await rm(folder, { recursive: true })
