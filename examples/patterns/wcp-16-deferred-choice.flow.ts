import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { work } from "./work.ts"

/**
 * WCP-16: what happens first in the world decides the way; the other ways are withdrawn at that moment.
 *
 * The race holds only the waiting. With the work in it, the first to finish would win, and not the first to be chosen.
 */
export const deferredChoice = flow("deferred choice")
  .race("choice", {
    called: (b) => b.signal("call", { payload: Schema.String }),
    visited: (b) => b.signal("visit", { payload: Schema.String }),
    expired: (b) => b.sleep("patience", "2 hours"),
  })
  .let("way", ({ choice }) => choice.branch)
  .match("handled", ({ way }) => way, {
    called: (b) => b.step("answered", work, ({ choice }) => `answer ${choice.value}`),
    visited: (b) => b.step("received", work, ({ choice }) => `receive ${choice.value}`),
    expired: (b) => b.step("escalated", work, () => "escalate"),
  })
  .returns(({ handled }) => handled)
