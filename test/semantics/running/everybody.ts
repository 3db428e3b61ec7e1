import type { Webhooks as WebhookCalls } from "@millrace/plan"
import { capability } from "@millrace/dsl"
import { agents, Webhooks } from "@millrace/runtime"
import type { HumanTasks } from "@millrace/runtime"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { answering } from "./answering.ts"
import { tell } from "./world.ts"

/** What one agent offers, in 5 ms. */
export const summarise = capability("summarise", {
  input: Schema.Struct({ text: Schema.String }),
  output: Schema.String,
})

/** Gives what provides a workflow with people, callers that never call, and an agent. */
export function everybody(answers: Parameters<typeof answering>[0]) {
  const callers: Layer.Layer<WebhookCalls> = Layer.succeed(Webhooks, {
    open: ({ deadlineMs = 0 }) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        tell("webhook opens")
        const close = (): void => tell("webhook closes")
        return { url: "url", expires: now + deadlineMs, called: Effect.never, accepted: () => undefined, close }
      }),
  })
  const people: () => Layer.Layer<HumanTasks> = answering(answers)
  return () =>
    Layer.mergeAll(
      people(),
      callers,
      agents(summarise, [{ name: "agent", run: () => Effect.as(Effect.sleep(5), "short") }]),
    )
}
