import { callsActivity } from "./calls-activity.ts"
import { callsUnread } from "./calls-unread.ts"
import { doesIo } from "./does-io.ts"
import { drawsRandom } from "./draws-random.ts"
import { evaluatesCode } from "./evaluates-code.ts"
import { givesPromise } from "./gives-promise.ts"
import { logs } from "./logs.ts"
import type { MappingRule } from "./mapping-rule.ts"
import { changesOutside, readsMutable } from "./outer-state.ts"
import { readsClock } from "./reads-clock.ts"
import { readsEnvironment } from "./reads-environment.ts"
import { readsLocale } from "./reads-locale.ts"
import { regexRemembers } from "./regex-remembers.ts"
import { setsTimer } from "./sets-timer.ts"
import { startsWork } from "./starts-work.ts"
import { throws } from "./throws.ts"
import { watchesMemory } from "./watches-memory.ts"

/** Every rule about the functions that a plan evaluates. Of two that one place breaks, the first one is reported. */
export const mappingRules: ReadonlyArray<MappingRule> = [
  readsClock,
  drawsRandom,
  setsTimer,
  changesOutside,
  doesIo,
  readsEnvironment,
  watchesMemory,
  startsWork,
  evaluatesCode,
  callsActivity,
  readsMutable,
  regexRemembers,
  readsLocale,
  givesPromise,
  logs,
  throws,
  callsUnread,
]
