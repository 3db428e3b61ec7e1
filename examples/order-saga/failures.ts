import * as Data from "effect/Data"

/** The customer's bank does not pay. */
export class PaymentDeclined extends Data.TaggedError("PaymentDeclined")<{ readonly customer: string }> {}

/** The warehouse has not enough of something. */
export class OutOfStock extends Data.TaggedError("OutOfStock")<{ readonly sku: string; readonly missing: number }> {}

/** No carrier goes there. */
export class Unreachable extends Data.TaggedError("Unreachable")<{ readonly town: string }> {}

/** A person takes the order for a fraud. */
export class FraudSuspected extends Data.TaggedError("FraudSuspected")<{ readonly by: string }> {}

/** A partner does not answer just now. */
export class NoAnswer extends Data.TaggedError("NoAnswer")<{ readonly from: string }> {}
