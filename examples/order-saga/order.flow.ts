import { flow } from "@millrace/dsl"
import { handOver, insistOnHonesty, namePayment, nameReservation, reserve, ship, takePayment } from "./activities.ts"
import { FraudCheck, Order } from "./order.ts"

/** From this sum on, in cents, a person looks at an order. */
const odd = 50_000

export const fulfilOrder = flow("fulfil-order", { input: Order, version: "1", timeout: "3 days" })
  .let("cents", ({ input }) => input.lines.reduce((sum, { quantity, cents }) => sum + quantity * cents, 0))
  .saga("fulfilled", (b) =>
    b
      .step("payment", namePayment)
      .step("paid", takePayment, ({ input, cents, payment }) => ({
        reference: payment,
        customer: input.customer,
        cents,
      }))
      .when(
        "cleared",
        ({ cents }) => cents >= odd,
        (w) =>
          w
            .human("check", {
              form: FraudCheck,
              show: ({ input, cents }) => ({ customer: input.customer, town: input.town, cents }),
              assignees: ["risk"],
              deadline: "2 days",
              onDeadline: (d) => d.let("silence", () => ({ honest: false, by: "nobody" })),
            })
            .step("insisted", insistOnHonesty, ({ check }) => check),
      )
      .forEach(
        "reserved",
        ({ input }) => input.lines,
        (f) =>
          f
            .step("named", nameReservation, ({ item }) => ({ sku: item.sku }))
            .step("reserve", reserve, ({ item, named }) => ({
              reference: named,
              sku: item.sku,
              quantity: item.quantity,
            })),
        { concurrency: 3, key: ({ sku }) => sku },
      )
      .step("parcel", ship, ({ input }) => ({ town: input.town }))
      .step("handed", handOver, ({ reserved }) => ({ reservations: reserved }))
      .returns(({ paid, parcel }) => ({ payment: paid, parcel })),
  )
  .returns(({ cents, fulfilled }) => ({ cents, ...fulfilled }))
