import type { MappingRule } from "./mapping-rule.ts"
import { members, oneOf } from "./symbols.ts"

const reads = oneOf(
  "Date.now",
  ...members("performance.", "now timeOrigin mark measure"),
  ...members("process.", "hrtime uptime"),
  ...members("node:process#", "hrtime uptime"),
  "node:perf_hooks",
  "Temporal.Now",
  "effect/Clock",
  ...members(
    "effect/DateTime#",
    "now nowUnsafe nowAsDate nowInCurrentZone isFuture isFutureUnsafe isPast isPastUnsafe",
  ),
  "luxon#DateTime.now",
  ...members("@js-joda/core#", "Instant.now LocalDate.now LocalDateTime.now LocalTime.now ZonedDateTime.now"),
  ...members(
    "date-fns#",
    "formatDistanceToNow formatDistanceToNowStrict endOfToday endOfTomorrow endOfYesterday isFuture isPast isThisHour " +
      "isThisISOWeek isThisMinute isThisMonth isThisQuarter isThisSecond isThisWeek isThisYear isToday isTomorrow " +
      "isYesterday startOfToday startOfTomorrow startOfYesterday",
  ),
)

/** What gives the present time when nothing is passed to it. */
const readsWithoutArguments = oneOf(
  "dayjs#",
  "dayjs#utc",
  "moment#",
  "moment#utc",
  "luxon#DateTime.local",
  "luxon#DateTime.utc",
)

/** A mapping that is evaluated again must give the same again, and the time is another one then. */
export const readsClock: MappingRule = {
  code: "MAPPING.READS_CLOCK",
  does: "reads the clock",
  fix: "take the time in an activity, or with the input, and read it from the scope",
  ofUse: (use) => {
    if (use.target.kind === "global" && use.target.symbol === "Date") {
      return use.as === "call" || (use.as === "new" && use.argumentCount === 0)
    }
    return reads(use) || (use.as === "call" && use.argumentCount === 0 && readsWithoutArguments(use))
  },
}
