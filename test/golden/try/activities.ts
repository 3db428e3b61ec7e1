import { activity } from "@millrace/dsl"
import * as Data from "effect/Data"

export class Declined extends Data.TaggedError("Declined")<{ readonly reason: string }> {}
export class Offline extends Data.TaggedError("Offline")<{ readonly host: string }> {}

export const charge = activity("charge", {
  errors: [Declined, Offline],
  run: ({ card }: { readonly card: string }) => {
    if (card === "bad") throw new Declined({ reason: "no money" })
    if (card === "off") throw new Offline({ host: "bank" })
    if (card === "bug") throw new TypeError("a bug")
    return { receipt: `r-${card}` }
  },
})

export const refund = activity("refund", ({ reason }: { readonly reason: string }) => `refunded: ${reason}`)
