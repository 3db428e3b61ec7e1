import { activity } from "@millrace/dsl/activity"
import * as Effect from "effect/Effect"
import type { Assembly } from "./assembly.ts"

/**
 * Runs the workflow that this activity is a part of.
 *
 * A workflow is a constant, and so cannot name itself as its own child. An activity can ask for the runner when it runs;
 * being an Effect, the inner execution is interrupted with the outer one. The type is written out, for neither can be
 * inferred first.
 */
export const buildPart = activity("build-part", (part: Assembly): Effect.Effect<string> =>
  Effect.flatMap(
    Effect.promise(() => import("./wcp-22-recursion.runner.ts")),
    ({ recursion }) => Effect.orDie(recursion.effect(part)),
  ),
)
