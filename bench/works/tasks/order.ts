import * as Data from "effect/Data"

/** The input of the work with something of everything: six fields. */
export interface Order {
  readonly id: string
  readonly customer: string
  readonly cents: number
  readonly quantity: number
  readonly speed: Speed
  /** The weights of what is packed. */
  readonly items: ReadonlyArray<number>
}

export type Speed = "slow" | "normal" | "fast"

export interface OrderResult {
  readonly id: string
  readonly stock: boolean
  readonly total: number
  readonly packed: number
  readonly paid: string
}

/** What the first attempt to charge fails with. */
export class Declined extends Data.TaggedError("Declined")<{ readonly reason: string }> {}

/** Made once: what is measured is how a failure is handled, not how a stack trace is taken. */
export const declined: Declined = new Declined({ reason: "busy" })
