import * as Cron from "effect/Cron"
import type { Schedule } from "./schedule.ts"

/** A moment that passed no longer ago counts as due now, not as missed. */
const missedMs = 60_000
/** The most moments that are made up for at once, the last of them. */
const mostMoments = 1_000

/**
 * Gives the moments after `sinceMs` that something is to be started for, in order: those that are due now, and of those that
 * were missed what `catchUp` says.
 */
export function dueMoments(
  { times, catchUp = "last" }: Pick<Schedule, "catchUp"> & { readonly times: Cron.Cron },
  { sinceMs, nowMs }: { readonly sinceMs: number; readonly nowMs: number },
): ReadonlyArray<number> {
  const moments: Array<number> = []
  let momentMs = Cron.prev(times, new Date(nowMs + 1)).getTime()
  while (momentMs > sinceMs && moments.length < mostMoments) {
    const isMissed = nowMs - momentMs > missedMs
    if (isMissed && (catchUp === "none" || (catchUp === "last" && moments.length > 0))) break
    moments.push(momentMs)
    momentMs = Cron.prev(times, new Date(momentMs)).getTime()
  }
  return moments.toReversed()
}
