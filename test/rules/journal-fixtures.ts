import type { Sample } from "./rule-fixtures.ts"

/** A loop that runs at most so often. */
export function loop(max: number, body: string): string {
  return `.loop("pages", { initial: () => 0, body: (b) => b${body}.returns(({ state }) => state + 1), until: (state) => state > 5, max: ${max}, onExhausted: "continue" })`
}

/** A step that is attempted once. */
export const paid = `.step("paid", weigh, ({ input }) => input)`

/** A flow named 'long' in front of the sample's own; the words that are reported are its name. */
export function long(chain: string): Sample {
  return {
    head: `const Small = Schema.Struct({ id: Schema.String, amount: Schema.Number })
const book = activity("book", { run: async (id: string) => id, timeout: "5 seconds", compensate: async () => undefined })
export const long = flow(«"long"», { input: Small, durable: true })
  ${chain}
  .returns(() => 1)`,
    chain: "",
  }
}
