import { activity, flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"

const Decision = Schema.Struct({ approved: Schema.Boolean })

/** What a forger wants: to answer in somebody's place. */
export const answer = { approved: true }

const announced: Array<string> = []
const announces = activity("announces", ({ url }: { readonly url: string }) => {
  announced.push(url)
})

export const asks = interpret(
  flow("asks")
    .human("review", { form: Decision, deadline: "2 days" })
    .returns(({ review }) => review.approved),
)
export const calls = interpret(
  flow("calls")
    .webhook("called", { payload: Decision, announce: announces, deadline: "2 days" })
    .returns(({ called }) => called.approved),
)

export const baseUrl = "https://shop.example/hooks"

/** An engine whose executions wait, and the tokens that answer them. */
export interface Waiting {
  readonly engine: Engine
  readonly key: Uint8Array
  /** Tokens of tasks. */
  readonly tasks: ReadonlyArray<string>
  /** Tokens of webhooks. */
  readonly webhooks: ReadonlyArray<string>
}

/** Opens an engine with executions that wait for a person, and some that wait for a call. */
export async function openWaiting(key: Uint8Array, count: number): Promise<Waiting> {
  announced.length = 0
  const engine = await Engine.open({
    journal: memoryStore().open(),
    runners: [asks, calls],
    tokenKey: key,
    webhookUrl: baseUrl,
    maximumExecutions: 2 * count,
    // A call is judged by the step that waits, and a forgery must not even wake it.
    setAsideAfterMs: 20,
  })
  for (let number = 0; number < count; number++) {
    await engine.start(asks, undefined, { id: `asks-${number}` })
    await engine.start(calls, undefined, { id: `calls-${number}` })
  }
  for (;;) {
    const tasks = await engine.tasks()
    if (tasks.length === count && announced.length === count) {
      const webhooks = announced.map((url) => url.slice(baseUrl.length + 1))
      return { engine, key, tasks: tasks.map(({ token }) => token), webhooks }
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
