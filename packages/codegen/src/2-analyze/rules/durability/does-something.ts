import type { Node } from "@millrace/plan"
import type { ModuleSources } from "../../../1-load/module-sources.ts"
import type { SourceActivity, SourceCode } from "../../../1-load/source-code.ts"
import { activityEffects } from "../../activities/activity-effects.ts"
import { worksAtOnce } from "../../activities/works-at-once.ts"

/** Says whether a node may change something in the world, so that doing it twice or to the wrong thing matters. */
export function doesSomething(node: Node<SourceCode>, modules: ModuleSources): boolean {
  if (node.kind === "step") return changesWorld(node.activity, modules)
  return node.kind === "agent" || node.kind === "child" || node.kind === "human" || node.kind === "webhook"
}

/** An activity that says nothing of its effects may have any, unless it is seen to only compute. */
export function changesWorld(activity: SourceActivity, modules: ModuleSources): boolean {
  return activityEffects(activity, modules) !== "none" && !worksAtOnce(activity, modules)
}
