import type { ActivityEffects } from "@millrace/plan"
import type { ModuleSources } from "../../1-load/module-sources.ts"
import type { SourceActivity } from "../../1-load/source-code.ts"
import { staticValue } from "../../1-load/static-value.ts"
import { declaredOption } from "./declared-option.ts"

/** Reads what an activity's declaration says that running it twice does; `undefined` where it says nothing that can be read. */
export function activityEffects(activity: SourceActivity, modules: ModuleSources): ActivityEffects | undefined {
  const given = declaredOption(activity, "effects", modules)
  const result = given && staticValue(given, modules)
  return result?.kind === "value" ? kinds.find((each) => each === result.value) : undefined
}

const kinds: ReadonlyArray<ActivityEffects> = ["none", "idempotent", "at-least-once"]
