import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { check, echo } from "./activities.ts"

// Mappings are pure, but a mistake in one is a defect at the same point in both ways to run.
export const throwing = flow("throwing", { input: Schema.Struct({ where: Schema.String }) })
  // millrace-ignore VALUE.UNREAD: what is not read is not run
  .let("unread", ({ input }) => check(input.where, "unread"))
  .step("first", echo, ({ input }) => ({ text: check(input.where, "step") }))
  .parallel({
    single: (b) => b.step("echo", echo, ({ input }) => ({ text: check(input.where, "single") })),
    longer: (b) =>
      b.step("echo", echo, ({ input }) => ({ text: input.where })).let("last", ({ echo }) => check(echo, "longer")),
  })
  .when(
    "when",
    ({ input }) => check(input.where, "predicate") === "then",
    (b) => b.let("x", () => "y"),
  )
  .forEach(
    "each",
    ({ input }) => [check(input.where, "items"), "b"],
    (b) => b.step("echo", echo, ({ item }) => ({ text: check(item, "item") })),
    {
      key: (item, index) => `${check(item, "key")}${index}`,
    },
  )
  .loop("loop", {
    initial: ({ input }) => check(input.where, "initial"),
    body: (b) => b.let("same", ({ state }) => check(state, "body")),
    until: (state) => check(state, "until") !== "",
    max: 1,
  })
  .match("unmatched", ({ input }) => input.where as "step", { step: (b) => b.let("s", () => 1) })
  .returns(({ loop, single, longer, each }) => ({ loop, single, longer, each }))
