import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { countWords, describe, fetchPage, notify } from "./activities.ts"

const Page = Schema.Struct({ url: Schema.String })

// Every option of a step, the flow's default retry, a mapping left out, and a value that nobody reads.
export const steps = flow("steps", { input: Page, retry: { maximumAttempts: 2, initialInterval: "1 milli" } })
  .step("page", fetchPage, ({ input }) => ({ url: input.url }), {
    retry: { maximumAttempts: 3, initialInterval: "1 milli", backoffCoefficient: 1.5 },
    timeout: "5 seconds",
    deadline: "1 minute",
  })
  .step("words", countWords, ({ page }) => page)
  .step("text", describe)
  .step("told", notify, () => undefined)
  .returns(({ words, text }) => ({ words, text }))

export const again = flow("again", { input: Page })
  .step("page", fetchPage, ({ input }) => input, { retry: { maximumAttempts: 5, nonRetryable: ["Busy"] } })
  .step("words", countWords, ({ page }) => page)
  .returns(({ words }) => words)
