import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { Approval, send, summarise } from "./activities.ts"

/** Waits for messages and callers, and calls an agent. */
export const waiting = flow("waiting", { input: Schema.Struct({ id: Schema.String }) })
  .signal("paid", { payload: Approval, deadline: "1 milli", onDeadline: (b) => b.let("no", () => "late") })
  .signal("plain", { payload: Approval, deadline: "1 milli" })
  .webhook("called", {
    payload: Approval,
    announce: send,
    map: ({ input }, url) => ({ to: input.id, link: url }),
    verify: (request) => request.headers["x-key"] === "k",
    deadline: "1 day",
  })
  .agent("short", summarise, ({ input }) => ({ text: input.id }), { timeout: "1 second" })
  .returns(({ paid, called, short }) => ({ paid, called, short }))
