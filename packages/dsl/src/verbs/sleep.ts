import type { DurationInput, SleepNode } from "@millrace/plan"
import { checkDuration, checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"

/** Makes the node of `.sleep`. */
export function parseSleep(name: string, time: DurationInput | LiveMapping): SleepNode {
  checkName(name)
  if (typeof time === "function") return { kind: "sleep", name, until: time }
  checkDuration(name, "duration", time)
  return { kind: "sleep", name, duration: time }
}
