import { activity } from "@millrace/dsl/activity"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { begin } from "./desk.ts"

/** Where a text is on its way to be published. */
export const Place = Schema.Literals(["write", "check", "withdrawn", "published"])

/** Does a task that comes to where the text goes next. */
export const decide = activity("decide", {
  output: Place,
  run: (task: "write" | "check") => Effect.orDie(Effect.flatMap(begin(task), Schema.decodeUnknownEffect(Place))),
})
