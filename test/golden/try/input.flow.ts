import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { charge, refund } from "./activities.ts"

const Card = Schema.Struct({ card: Schema.String })

export const payments = flow("payments", { input: Card })
  .try("paid", (b) => b.step("charge", charge, ({ input }) => input).returns(({ charge }) => charge.receipt), {
    Declined: (b) => b.step("refund", refund, ({ error }) => ({ reason: error.reason })),
  })
  .returns(({ paid }) => ({ paid }))

export const handled = flow("handled", { input: Card })
  .try("paid", (b) => b.step("charge", charge, ({ input }) => input), {
    Declined: (b) => b.let("declined", ({ error }) => ({ receipt: error.reason })),
    Offline: (b) => b.let("offline", () => undefined),
  })
  .returns(({ paid }) => paid?.receipt ?? "later")
