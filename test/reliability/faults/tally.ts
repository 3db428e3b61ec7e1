import { activity, flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import type { Journal } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"

/** What was done, by its idempotency key. */
export const done: Array<string> = []

const adds = activity("adds", async (n: number, { idempotencyKey }) => {
  await new Promise((resolve) => setTimeout(resolve, 1))
  done.push(idempotencyKey)
  return n + 1
})

/** Adds three to a number, with a wait between. */
export const tally = interpret(
  flow("tally", { input: Schema.Struct({ n: Schema.Number, note: Schema.String }) })
    .step("one", adds, ({ input }) => input.n)
    .sleep("wait", 4)
    .step("two", adds, ({ one }) => one)
    .step("three", adds, ({ two }) => two)
    .returns(({ three, input }) => ({ sum: three, note: input.note })),
)

/** Some executions, each with an input of its own, some of them larger than a page. */
export const inputs: ReadonlyArray<{ readonly n: number; readonly note: string }> = Array.from(
  { length: 12 },
  (_, n) => ({ n, note: "note ".repeat(n % 4 === 0 ? 1_500 : 3) }),
)

/** Opens an engine that reports its trouble to nobody. */
export function openTally(journal: Journal | `sqlite:${string}`): Promise<Engine> {
  return Engine.open({ journal, runners: [tally], setAsideAfterMs: 5, onError: () => undefined })
}

/** What became of all executions: how many came to what they have to, which failures there were, and what was made up. */
export interface Verdict {
  readonly right: number
  readonly refusals: ReadonlyArray<string>
  readonly madeUp: ReadonlyArray<unknown>
}

/** Starts all executions, as clients do again that do not know what was lost, and looks at what they come to. */
export async function runAll(engine: Engine): Promise<Verdict> {
  const refusals: Array<string> = []
  const madeUp: Array<unknown> = []
  let right = 0
  await Promise.all(
    inputs.map(async (input, index) => {
      try {
        const execution = await engine.start(tally, input, { id: `tally-${index}` })
        const { sum, note } = await withPatience(execution.result())
        if (sum === input.n + 3 && note === input.note) right += 1
        else madeUp.push({ input, sum, note: note.slice(0, 40) })
      } catch (error) {
        refusals.push(tagOf(error))
      }
    }),
  )
  return { right, refusals, madeUp }
}

/** The tag of a failure that says what is wrong; anything else is none. */
export function tagOf(error: unknown): string {
  return error instanceof Error && "_tag" in error ? String(error._tag) : `untyped: ${String(error)}`
}

/** An execution whose journal cannot be written has no end yet. */
function withPatience<Value>(promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Waits()), 2_000)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

class Waits extends Error {
  readonly _tag = "Waits"
}
