import { activity } from "@millrace/dsl"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

export class Full extends Data.TaggedError("Full")<{ readonly hotel: string }> {}

/** What has been booked and not given back. */
export const booked = new Set<string>()

/** Has its own way back. */
export const bookFlight = activity("book-flight", {
  run: async (given: { readonly to: string }) => {
    booked.add(`flight to ${given.to}`)
    return { seat: `${given.to}-1A` }
  },
  compensate: ({ input }) => void booked.delete(`flight to ${input.to}`),
})

export const bookHotel = activity("book-hotel", {
  errors: [Full],
  run: (given: { readonly town: string; readonly nights: number }) =>
    Effect.gen(function* () {
      yield* Effect.sleep(1)
      if (given.nights > 7) return yield* new Full({ hotel: given.town })
      booked.add(`hotel in ${given.town}`)
      return { room: given.nights }
    }),
})

export const cancelHotel = activity("cancel-hotel", async (given: { readonly town: string; readonly room: number }) => {
  if (given.room === 3) throw new Error("the desk is closed")
  booked.delete(`hotel in ${given.town}`)
})

export const pay = activity("pay", {
  effects: "idempotent",
  run: (given: { readonly nights: number }) => {
    if (given.nights > 2) throw new RangeError("too dear")
    return given.nights * 100
  },
})
