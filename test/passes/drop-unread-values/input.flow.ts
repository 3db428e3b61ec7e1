import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { discard, recognise, render } from "../activities.ts"

/** A step runs whether or not its result is read; what only makes a value does not. */
export const dropped = flow("dropped", { input: Schema.Struct({ path: Schema.String, note: Schema.String }) })
  // millrace-ignore VALUE.UNREAD: the pass is about it
  .let("quiet", ({ input }) => ({ note: input.note }))
  .let("only", ({ input }) => input.note)
  // millrace-ignore VALUE.UNREAD: the pass is about it
  .let("forUnread", ({ only }) => [only])
  // millrace-ignore VALUE.UNREAD: the pass is about it
  .let("mayThrow", ({ input }) => input.note.normalize(input.note))
  .step("pages", render, ({ input }) => ({ path: input.path }))
  .parallel({
    texts: (b) =>
      b.forEach(
        "texts",
        ({ pages }) => pages,
        (b) => b.step("text", recognise, ({ item }) => ({ page: item })),
      ),
    gone: (b) => b.step("gone", discard, ({ input }) => ({ path: input.path })),
  })
  .when(
    "checked",
    ({ texts }) => texts.length > 1,
    (b) => b.let("many", () => "many"),
    (b) => b.let("few", () => "few"),
  )
  .returns(({ texts }) => texts)
