import { flow } from "@millrace/dsl"
import {
  askForPayment,
  handOver,
  insistOnHonesty,
  insistOnPayment,
  namePayment,
  nameReservation,
  reserve,
  ship,
} from "./activities.ts"
import { FraudCheck, Order, PaymentAnswer } from "./order.ts"
import { isFromBank } from "./partners/bank-signature.ts"

/** From this sum on, in cents, a person looks at an order. */
const odd = 50_000

export const fulfilOrder = flow("fulfil-order", { input: Order, version: "1", timeout: "4 days", durable: true })
  .let("cents", ({ input }) => input.lines.reduce((sum, { quantity, cents }) => sum + quantity * cents, 0))
  .saga("fulfilled", (b) =>
    b
      .step("payment", namePayment)
      .webhook("answer", {
        payload: PaymentAnswer,
        announce: askForPayment,
        map: ({ input, cents, payment }, url) => ({
          reference: payment,
          customer: input.customer,
          cents,
          answerTo: url,
        }),
        verify: isFromBank,
        deadline: "1 day",
        onDeadline: (d) => d.let("silence", () => ({ paid: false })),
      })
      .step("paid", insistOnPayment, ({ input, payment, answer }) => ({
        reference: payment,
        customer: input.customer,
        paid: answer.paid,
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
            // millrace-ignore SAGA.BRANCH_KEPT: giving up its name, which is the step before, puts the goods back
            .step("reserve", reserve, ({ item, named }) => ({
              reference: named,
              sku: item.sku,
              quantity: item.quantity,
            })),
        { concurrency: 3, key: ({ sku }) => sku },
      )
      // millrace-ignore SAGA.STEP_KEPT: a parcel cannot be called back, and the warehouse has put everything aside by then
      .step("parcel", ship, ({ input }) => ({ town: input.town }))
      .step("handed", handOver, ({ reserved }) => ({ reservations: reserved }))
      .returns(({ paid, parcel }) => ({ payment: paid, parcel })),
  )
  .returns(({ cents, fulfilled }) => ({ cents, ...fulfilled }))
