import { activity } from "@millrace/dsl/activity"
import * as Effect from "effect/Effect"
import { begin } from "./desk.ts"

/** Asks who else has seen something. */
export const askForMore = activity("ask-for-more", () => Effect.orDie(begin("ask")))

/** Runs the workflow that this activity is a part of. Its type is written out, for neither can be inferred first. */
export const takeStatements = activity("take-statements", (): Effect.Effect<ReadonlyArray<string>> =>
  Effect.flatMap(
    Effect.promise(() => import("./wcp-12-13-14-15-multiple-instances.runner.ts")),
    ({ statements }) => statements.effect(),
  ),
)
