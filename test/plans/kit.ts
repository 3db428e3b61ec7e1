import { activity, capability } from "@millrace/dsl"
import * as plan from "@millrace/plan"
import { Schema } from "effect"

const third = "third"

export const first = activity("first", (n: number) => n)
export const second = activity(`second`, { run: (n: number) => n + 1, timeout: "5 seconds" })
export const byConstant = activity(third, (given: { readonly n: number }) => given.n)
export const kit = Object.freeze({ nested: { byConstant } })
export const limits = { minutes: 2, promise: { duration: 5_000 }, retry: { maximumAttempts: 3 } } as const
export { limits as bounds }

export const tell = activity("tell", (given: { readonly url: string }) => given.url)
export const presses = plan.pool("presses", { size: 2 })
export const perSecond = plan.rateLimit(`per-second`, { limit: 1, interval: "1 second" })
export const summarise = capability("summarise", {
  input: Schema.Struct({ text: Schema.String }),
  output: Schema.String,
})
