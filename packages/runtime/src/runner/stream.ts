import type { ExecutionEvent } from "../events/event.ts"
import { isFinalEvent } from "../events/event.ts"
import type { RunOptions } from "./runner-type.ts"

/** Runs an execution to its end while telling its events. */
type RunWatched = (options: RunOptions) => Promise<unknown>

/**
 * Gives the events of one execution as they happen.
 *
 * **Details**
 *
 * The execution begins with the first event that is asked for, and goes on at its own pace: events that nobody has asked
 * for yet wait in memory. Leaving early cancels the execution and waits for its cleanup.
 */
export async function* streamEvents(
  run: RunWatched,
  options: RunOptions = {},
): AsyncGenerator<ExecutionEvent, void, void> {
  const leaving = new AbortController()
  const signal = options.signal === undefined ? leaving.signal : AbortSignal.any([options.signal, leaving.signal])
  const waiting: Array<ExecutionEvent> = []
  let wake: () => void = () => undefined
  const onEvent = (event: ExecutionEvent): void => {
    options.onEvent?.(event)
    waiting.push(event)
    wake()
  }
  const ended = run({ ...options, signal, onEvent })
  try {
    while (true) {
      const event = waiting.shift()
      if (event === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      yield event
      if (isFinalEvent(event) && event.parent === undefined) return
    }
  } finally {
    leaving.abort()
    await ended
  }
}
