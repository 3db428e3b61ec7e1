import { CommandFailed } from "../command-failed.ts"
import type { EngineClient } from "./engine-client.ts"
import type { TailedEvent } from "./event-line.ts"
import { linesOf } from "./source.ts"
import type { TailRequest } from "./tail.ts"

/** How long is waited before a stream that broke is opened again. */
const againMs = 1_000

/** Follows the events of an engine, and goes on where it was when the engine has been away. */
export async function* followEngine(
  client: EngineClient,
  { query, abortSignal, say }: TailRequest & { readonly say: (line: string) => void },
): AsyncGenerator<TailedEvent> {
  let cursor: string | undefined
  let isFirst = true
  while (!abortSignal.aborted) {
    try {
      const asked = new URLSearchParams({ live: "true", ...query }).toString()
      const headers = cursor === undefined ? {} : { "last-event-id": cursor }
      const stream = await client.stream(`/events?${asked}`, { headers, signal: abortSignal })
      if (!isFirst && cursor !== undefined) say("the engine is back")
      isFirst = false
      for await (const line of linesOf(stream)) {
        if (!line.startsWith("data: ")) continue
        // It is what `GET /events` is described to tell.
        const event = JSON.parse(line.slice("data: ".length)) as TailedEvent
        cursor = event.cursor ?? cursor
        yield event
      }
    } catch (error) {
      if (abortSignal.aborted) return
      if (isFirst || !isPassing(error)) throw error
    }
    if (abortSignal.aborted) return
    await new Promise((resolve) => setTimeout(resolve, againMs))
  }
}

/** What is not an answer of the engine may be another one later. */
function isPassing(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof CommandFailed && error.message.startsWith("no engine answers"))
}
