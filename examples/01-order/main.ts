import { quote } from "./order.runner.ts"

const order = {
  customer: "ada@example.org",
  lines: [
    { sku: "pot", quantity: 1 },
    { sku: "tea", quantity: 2 },
  ],
}
console.log(await quote.run(order))

for await (const event of quote.stream(order)) console.log(event.type, event.path)

const refused = await quote.runExit({ ...order, lines: [{ sku: "cup", quantity: 1 }] })
console.log(refused.toString())
