import type { DurationInput, SleepNode } from "@millrace/plan"
import type { After } from "../block-end.ts"
import type { Builder } from "../builder.ts"
import { checkDuration, checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import type { AnyVisible, ScopeOf, With } from "../scope.ts"
import type { FreeName } from "../sentences.ts"

/** What calling `.sleep` takes and gives. */
export interface SleepVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <const Name extends string>(
    name: FreeName<Name, Seen["names"]>,
    time: DurationInput | ((scope: ScopeOf<Seen>["values"]) => DurationInput | Date),
  ): Builder<After<Mode, undefined>, With<Seen, Name, undefined>, Failure, Requirements>
}

/** Makes the node of `.sleep`. */
export function parseSleep(name: string, time: DurationInput | LiveMapping): SleepNode {
  checkName(name)
  if (typeof time === "function") return { kind: "sleep", name, until: time }
  checkDuration(name, "duration", time)
  return { kind: "sleep", name, duration: time }
}
