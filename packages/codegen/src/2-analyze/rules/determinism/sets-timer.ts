import type { MappingRule } from "./mapping-rule.ts"
import { members, oneOf } from "./symbols.ts"

/** A mapping has ended when it returns: what a timer does later belongs to no step. */
export const setsTimer: MappingRule = {
  code: "MAPPING.SETS_TIMER",
  does: "waits or sets a timer",
  fix: "wait with '.sleep(...)', or do the work in an activity",
  ofUse: oneOf(
    "setTimeout",
    "setInterval",
    "setImmediate",
    "queueMicrotask",
    "requestAnimationFrame",
    "requestIdleCallback",
    "process.nextTick",
    ...members("Atomics.", "wait waitAsync"),
    ...members("scheduler.", "postTask yield wait"),
    "node:timers",
    "node:timers/promises",
    "node:process#nextTick",
    ...members("effect/Effect#", "sleep delay"),
  ),
}
