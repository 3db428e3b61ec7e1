import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { file } from "./activities.ts"

const Review = Schema.Struct({ approved: Schema.Boolean, by: Schema.String })

export const reviews = flow("reviews", { input: Schema.Struct({ text: Schema.String }) })
  .human("review", { form: Review, show: ({ input }) => ({ text: input.text }), assignees: ["ann", "bob"] })
  .human("second", {
    form: Review,
    deadline: "2 days",
    onDeadline: (b) => b.let("late", () => ({ approved: false, by: "nobody" })),
  })
  .human("third", { form: Schema.Struct({ fine: Schema.Boolean }), deadline: "2 days" })
  .step("filed", file, ({ review }) => ({ by: review.by }))
  .returns(({ review, second, third, filed }) => ({
    approved: review.approved && second.approved && third.fine,
    filed,
  }))

export const late = flow("late", { input: Schema.Struct({ text: Schema.String }) })
  .human("never", {
    form: Review,
    show: ({ input }) => input.text,
    deadline: "1 milli",
    onDeadline: (b) =>
      b
        .step("escalate", file, ({ input }) => ({ by: input.text }))
        .human("review", { form: Review })
        .returns(({ review, escalate }) => ({ approved: review.approved, by: escalate })),
  })
  .human("never2", {
    form: Review,
    deadline: "1 milli",
    onDeadline: (b) => b.step("escalate", file, () => ({ by: "x" })),
  })
  .returns(({ never, never2 }) => ({ never, never2 }))
