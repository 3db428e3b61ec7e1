import { activity } from "@millrace/dsl/activity"
import { CallFailed, callHttp, NotFound, Unavailable } from "./http-call.ts"

/** What an event says, and where it goes. */
interface Emission {
  readonly broker: string
  readonly source: string
  readonly type: string
  readonly data: Readonly<Record<string, string>>
}

/**
 * Sends a CloudEvent (version 1.0, structured mode) to a broker, and gives it.
 *
 * Its id is the step's idempotency key, so that an event that is sent again can be known as the same.
 */
export const emit = activity("emit", {
  errors: [NotFound, Unavailable, CallFailed],
  effects: "idempotent",
  run: async ({ broker, source, type, data }: Emission, { abortSignal, idempotencyKey }) => {
    const event = { specversion: "1.0", id: idempotencyKey, time: new Date().toISOString(), source, type, data }
    const headers = { "content-type": "application/cloudevents+json" }
    await callHttp({ method: "POST", uri: broker, headers, body: JSON.stringify(event) }, abortSignal)
    return event
  },
})
