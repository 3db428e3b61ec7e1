import { activity } from "@millrace/dsl/activity"
import { FraudSuspected, NoAnswer, OutOfStock, PaymentDeclined, Unreachable } from "./failures.ts"
import type { Payment } from "./partners/bank.ts"
import { partners } from "./partners/partners.ts"

/** A partner that does not answer is asked again, with the same key. */
const patient = { maximumAttempts: 6, initialInterval: "20 millis" } as const

/**
 * Names a payment before it is asked for, and gives it up when the order fails. Asking comes after this: a bank that did
 * not answer may have paid all the same, and what it has done has to be undone too.
 */
export const namePayment = activity("name-payment", {
  effects: "none",
  retry: patient,
  timeout: "10 seconds",
  run: (_input: {}, { execution }) => `${execution.id} payment`,
  compensate: ({ output }, call) => partners().bank.giveUp(call, output),
})

/** Asks the bank for the money of a customer. It says later what came of that, to a URL. */
export const askForPayment = activity("ask-for-payment", {
  errors: [NoAnswer],
  retry: patient,
  timeout: "10 seconds",
  effects: "idempotent",
  run: (payment: Payment, call) => partners().bank.ask(call, payment),
})

/** Refuses an order that the bank does not pay. */
export const insistOnPayment = activity("insist-on-payment", {
  errors: [PaymentDeclined],
  effects: "none",
  run: ({
    reference,
    customer,
    paid,
  }: {
    readonly reference: string
    readonly customer: string
    readonly paid: boolean
  }) => {
    if (!paid) throw new PaymentDeclined({ customer })
    return reference
  },
})

/** Names a reservation before it is asked for, and gives it up when the order fails. */
export const nameReservation = activity("name-reservation", {
  effects: "none",
  retry: patient,
  timeout: "10 seconds",
  run: ({ sku }: { readonly sku: string }, { execution }) => `${execution.id} ${sku}`,
  compensate: ({ output }, call) => partners().warehouse.giveUp(call, output),
})

/** Puts goods aside. */
export const reserve = activity("reserve", {
  errors: [OutOfStock, NoAnswer],
  retry: { ...patient, nonRetryable: ["OutOfStock"] },
  timeout: "10 seconds",
  effects: "idempotent",
  run: (goods: { readonly reference: string; readonly sku: string; readonly quantity: number }, call) =>
    partners().warehouse.reserve(call, goods),
})

/** Refuses an order that a person takes for a fraud. */
export const insistOnHonesty = activity("insist-on-honesty", {
  errors: [FraudSuspected],
  effects: "none",
  run: ({ honest, by }: { readonly honest: boolean; readonly by: string }) => {
    if (!honest) throw new FraudSuspected({ by })
    return by
  },
})

/** Sends a parcel: from here on there is no way back. */
export const ship = activity("ship", {
  errors: [Unreachable, NoAnswer],
  retry: { ...patient, nonRetryable: ["Unreachable"] },
  timeout: "10 seconds",
  effects: "idempotent",
  run: ({ town }: { readonly town: string }, call) => partners().carrier.ship(call, { order: call.execution.id, town }),
})

/** Hands the goods of a parcel over. */
export const handOver = activity("hand-over", {
  errors: [NoAnswer],
  retry: patient,
  timeout: "10 seconds",
  effects: "idempotent",
  run: ({ reservations }: { readonly reservations: ReadonlyArray<string> }, call) =>
    partners().warehouse.handOver(call, reservations),
})
