import * as Effect from "effect/Effect"
import * as effects from "./effects.ts"
import { Declined } from "./order.ts"
import * as promises from "./promises.ts"
import * as values from "./values.ts"

/** What the activities of a work return. */
export type Kind = "values" | "promises" | "effects"

/** The tasks as somebody calls them who writes the workflow with Effect. */
export type EffectTasks = typeof effects

const isDeclined = (error: unknown): Declined => (error instanceof Declined ? error : new Declined({ reason: "?" }))

const fromValues: EffectTasks = {
  increment: (given) => Effect.sync(() => values.increment(given)),
  checkStock: (given) => Effect.sync(() => values.checkStock(given)),
  price: (given) => Effect.sync(() => values.price(given)),
  shipping: (given) => Effect.sync(() => values.shipping(given)),
  pack: (given) => Effect.sync(() => values.pack(given)),
  charge: (given, context) => Effect.try({ try: () => values.charge(given, context), catch: isDeclined }),
  refund: (given) => Effect.sync(() => values.refund(given)),
  book: (given) => Effect.sync(() => values.book(given)),
}

const fromPromises: EffectTasks = {
  increment: (given) => Effect.promise(() => promises.increment(given)),
  checkStock: (given) => Effect.promise(() => promises.checkStock(given)),
  price: (given) => Effect.promise(() => promises.price(given)),
  shipping: (given) => Effect.promise(() => promises.shipping(given)),
  pack: (given) => Effect.promise(() => promises.pack(given)),
  charge: (given, context) => Effect.tryPromise({ try: () => promises.charge(given, context), catch: isDeclined }),
  refund: (given) => Effect.promise(() => promises.refund(given)),
  book: (given) => Effect.promise(() => promises.book(given)),
}

export const effectTasks: Readonly<Record<Kind, EffectTasks>> = {
  values: fromValues,
  promises: fromPromises,
  effects,
}
