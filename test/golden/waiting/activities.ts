import { activity, capability } from "@millrace/dsl"
import * as Schema from "effect/Schema"

/** What people answer. */
export const Approval = Schema.Struct({ approved: Schema.Boolean })

/** Tells somebody a link. */
export const send = activity("send", (given: { readonly to: string; readonly link: string }) => given.link.length)

/** Makes a text short. */
export const summarise = capability("summarise", {
  input: Schema.Struct({ text: Schema.String }),
  output: Schema.String,
})
