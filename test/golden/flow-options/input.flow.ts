import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { languagesOf, translate } from "./activities.ts"

const Text = Schema.Struct({ text: Schema.String })

export const constants = flow("constants", {
  input: Text,
  output: Schema.Struct({ text: Schema.String, mode: Schema.Literals(["fast", "slow"]) }),
  version: "2",
  description: "Ends a comment */ and starts\na line",
  tags: ["a", "b"],
  vars: { language: "de" },
  timeout: "1 minute",
  concurrency: 4,
})
  .step("text", translate, ({ input, vars }) => ({ text: input.text, to: vars.language }))
  .returns(({ text }) => ({ text, mode: "fast" }))

export const computed = flow("computed", {
  input: Text,
  vars: ({ input }) => ({ language: input.text.slice(0, 2) }),
})
  .step("text", translate, ({ input, vars: { language } }) => ({ text: input.text, to: language }))
  .returns(({ text }) => text)

export const named = flow("named", { input: Text, vars: languagesOf }).returns(({ vars }) => vars.language)

export const nothing = flow("nothing").returns(() => "done")
