import * as Effect from "effect/Effect"
import { declined } from "./order.ts"
import type { Declined } from "./order.ts"

/** The same tasks as Effects. */
export const increment = (given: { readonly n: number }): Effect.Effect<number> => Effect.sync(() => given.n + 1)

export const checkStock = (given: { readonly id: string }): Effect.Effect<boolean> => Effect.sync(() => given.id !== "")
export const price = (given: { readonly cents: number; readonly quantity: number }): Effect.Effect<number> =>
  Effect.sync(() => given.cents * given.quantity)
export const shipping = (given: { readonly price: number }): Effect.Effect<number> =>
  Effect.sync(() => given.price + 500)
export const pack = (given: { readonly weight: number }): Effect.Effect<number> => Effect.sync(() => given.weight + 1)

/** Fails when it is tried for the first time. */
export const charge = (
  given: { readonly cents: number },
  context: { readonly attempt: number },
): Effect.Effect<string, Declined> =>
  Effect.suspend(() => (context.attempt === 1 ? Effect.fail(declined) : Effect.succeed(`charged ${given.cents}`)))
export const refund = (_given: { readonly receipt: string }): Effect.Effect<void> => Effect.void
export const book = (given: { readonly receipt: string }): Effect.Effect<string> => Effect.sync(() => given.receipt)
