import type { MappingRule } from "./mapping-rule.ts"
import { members, oneOf } from "./symbols.ts"

const runs =
  "runCallback runCallbackWith runFork runForkWith runPromise runPromiseWith runPromiseExit runPromiseExitWith runSync " +
  "runSyncWith runSyncExit runSyncExitWith"

/** What is started by a mapping is interrupted by nobody, retried by no policy, and seen in no event. */
export const startsWork: MappingRule = {
  code: "MAPPING.STARTS_WORK",
  does: "starts work of its own",
  fix: "start it in an activity, which is interrupted and retried with its step",
  ofUse: oneOf(
    "Worker",
    "SharedWorker",
    "node:child_process",
    "node:worker_threads",
    "node:cluster",
    "effect/ManagedRuntime",
    ...members("effect/Effect#", runs),
  ),
}
