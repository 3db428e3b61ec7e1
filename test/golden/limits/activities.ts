import { activity, pool, rateLimit } from "@millrace/dsl"

export const presses = pool("golden presses", { size: 1 })
export const gate = rateLimit("golden gate", { limit: 2, interval: "20 millis" })

let prints = 0
export const print = activity("print", async (given: { readonly page: number }) => {
  prints += 1
  await new Promise((resolve) => setTimeout(resolve, 2))
  return `${given.page} of ${prints > 0}`
})

export const price = activity("price", (given: { readonly sku: string }) => given.sku.length)
