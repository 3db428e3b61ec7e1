import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { classify, readInvoice, readReceipt } from "./activities.ts"

const Text = Schema.Struct({ text: Schema.String })

export const matches = flow("matches", { input: Text })
  .step("kind", classify, ({ input }) => input)
  .match("fields", ({ kind }) => kind.label, {
    invoice: (b) => b.step("read", readInvoice, ({ input }) => input),
    receipt: (b) => b.step("read", readReceipt, ({ input }) => input),
    other: (b) => b.let("none", () => ({ total: undefined })),
  })
  .match("size", ({ fields }) => ((fields.total ?? 0) > 5 ? "large" : "small"), {
    large: (b) => b.let("l", () => "L"),
    small: (b) => b.let("s", () => "S"),
  })
  .match(
    "note",
    ({ input }) => input.text,
    { 'i\'m "quoted"': (b) => b.let("q", () => 1), "": (b) => b.let("empty", () => 2) },
    (b) => b.let("rest", ({ input }) => input.text.length),
  )
  .match(
    "unread",
    ({ kind }) => kind.label,
    { invoice: (b) => b.let("i", () => 1) },
    (b) => b.step("again", readReceipt, ({ input }) => input),
  )
  .returns(({ fields, size, note }) => ({ ...fields, size, note, all: [1, 2].map(() => fields.total) }))
