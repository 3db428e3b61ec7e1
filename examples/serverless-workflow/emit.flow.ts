import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { emit } from "./emit.ts"

/** Sends an event, and gives it. */
export const emitEvent = flow("emit", {
  input: Schema.Struct({ user: Schema.Struct({ firstName: Schema.String, lastName: Schema.String }) }),
  vars: { broker: "https://broker.example/events" },
})
  .step("emitEvent", emit, ({ input, vars }) => ({
    broker: vars.broker,
    source: "https://fake-source.com",
    type: "com.fake-source.user.greeted.v1",
    data: { greetings: `Hello ${input.user.firstName} ${input.user.lastName}!` },
  }))
  .returns(({ emitEvent }) => emitEvent)
