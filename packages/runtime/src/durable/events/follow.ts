import type { ExecutionEvent } from "../../events/event.ts"
import type { Journal } from "../../journal/journal.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"
import { placeOf } from "./cursor.ts"
import { eventOf } from "./event-of.ts"
import type { JournalEvent } from "./journal-event.ts"
import type { LiveEvents } from "./live-events.ts"

/** Which events somebody wants. */
export interface EventsRequest {
  /** Those behind the event that had this cursor; `now` for those that come from now on. @default all there are */
  readonly after?: string
  /** Also those that are not recorded, as long as somebody reads: that a step began, and the like. @default false */
  readonly live?: boolean
  /** Whether to end behind the last event there is, instead of waiting for the next one. @default false */
  readonly isFinite?: boolean
  /** Ends them. */
  readonly abortSignal?: AbortSignal
}

/** An event that was recorded, and has a cursor; or one that is told once, to whoever reads. */
export type EngineEvent = JournalEvent | (LiveEvent & { readonly cursor?: undefined })

/** What the journal does not tell of. */
export type LiveEvent = Extract<ExecutionEvent, { readonly type: (typeof liveTypes)[number] }>

const liveTypes = [
  "step.started",
  "step.waiting",
  "step.skipped",
  "loop.iterated",
  "compensation.started",
  "task.opened",
  "sla.breached",
] as const

/** What events are read from. */
export interface EventSource {
  readonly journal: Pick<Journal, "recorded" | "place">
  readonly format: PayloadFormat
  readonly live?: LiveEvents
}

/** How often is looked whether something was recorded, while somebody waits for it. */
const lookMs = 100

/**
 * Gives the events of all executions, and goes on for as long as somebody takes them.
 *
 * Owns what a reader can rely on:
 * 1. every event that is recorded comes once, and behind a cursor comes what was recorded behind its event, whatever process
 *    has written it;
 * 2. they come in the order in which they reached the disk, the start of an execution before all else of it;
 * 3. what only lives comes among them by its time, and what a reader is too slow for is left out.
 */
export async function* follow(source: EventSource, request: EventsRequest = {}): AsyncGenerator<EngineEvent> {
  const { journal, format } = source
  const { after, isFinite = false, abortSignal } = request
  using living = request.live === true ? source.live?.subscribe() : undefined
  let place = after === "now" ? await journal.place() : placeOf(after)
  for (;;) {
    if (abortSignal?.aborted === true) return
    const recorded = await journal.recorded({ after: place })
    const now = (living?.take() ?? []).filter((event) => isLive(event))
    for (const each of recorded) {
      place = each.at
      const event = eventOf(each, format)
      if (event === undefined) continue
      // What lives comes before the end of what it began, and behind its start, in one millisecond too.
      const isStart = each.kind === "started"
      const before = now.findLastIndex(({ time }) => (isStart ? time < event.time : time <= event.time))
      yield* now.splice(0, before + 1)
      yield event
    }
    yield* now
    if (recorded.length === 0) {
      if (isFinite) return
      await pass(lookMs, abortSignal)
    }
  }
}

function isLive(event: ExecutionEvent): event is LiveEvent {
  return (liveTypes as ReadonlyArray<string>).includes(event.type)
}

function pass(waitMs: number, abortSignal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      abortSignal?.removeEventListener("abort", end)
      resolve()
    }
    const timer = setTimeout(end, waitMs)
    abortSignal?.addEventListener("abort", end)
  })
}
