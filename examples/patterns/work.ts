import { activity } from "@millrace/dsl/activity"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { begin } from "./desk.ts"

/** Somebody refuses a task. */
export class Refused extends Data.TaggedError("Refused")<{ readonly reason: string }> {}

/** Does a task, which takes as long as it takes, and gives its result. */
export const work = activity("work", (task: string) => Effect.orDie(begin(task)))

/** Does a task that may be refused. */
export const attempt = activity("attempt", {
  errors: [Refused],
  run: (task: string) => Effect.mapError(begin(task), (reason) => new Refused({ reason })),
})
