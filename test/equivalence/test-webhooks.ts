import type { OpenWebhook, WebhooksShape, WebhookTask } from "@millrace/runtime"
import * as Effect from "effect/Effect"
import { callsOf } from "./outside.ts"
import { clock } from "./virtual-clock.ts"

const defaultLifeMs = 7 * 24 * 60 * 60 * 1_000

/** Gives out URLs and calls them at their times; what the callers are told is written down. */
export function makeTestWebhooks(told: Array<string>): WebhooksShape {
  return { open: (task) => Effect.sync(() => openWebhook(task, told)) }
}

function openWebhook({ path, deadlineMs, judge }: WebhookTask, told: Array<string>): OpenWebhook {
  let accepted: ReturnType<OpenWebhook["accepted"]>
  let isClosed = false
  let wake = (): void => undefined
  const call = (key: string, value: unknown): string => {
    if (accepted !== undefined) return "used"
    if (isClosed) return "closed"
    const body = JSON.stringify({ value })
    const url = `hook:${path}`
    const verdict = Effect.runSync(judge({ method: "POST", url, headers: { "x-key": key }, body }))
    if (verdict.kind === "accepted") {
      accepted = verdict
      wake()
    }
    return verdict.kind
  }
  for (const { afterMs, key, value } of callsOf(path)) {
    clock.after(afterMs, () => told.push(`${clock.sinceBeginningMs()} ${path} ${call(key, value)}`))
  }
  return {
    url: `hook:${path}`,
    expires: clock.currentTimeMillisUnsafe() + (deadlineMs ?? defaultLifeMs),
    called: Effect.callback((resume) => {
      if (accepted !== undefined) return resume(Effect.void)
      wake = () => resume(Effect.void)
    }),
    accepted: () => accepted,
    close: () => {
      isClosed = true
    },
  }
}
