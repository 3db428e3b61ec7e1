import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { bookFlight, bookHotel, cancelHotel, pay } from "./activities.ts"

export const trip = flow("trip", { input: Schema.Struct({ to: Schema.String, nights: Schema.Number }) })
  .saga("booked", (b) =>
    b
      .step("flight", bookFlight, ({ input }) => ({ to: input.to }))
      .saga("stay", (b) =>
        b.step("hotel", bookHotel, ({ input, flight }) => ({ town: flight.seat, nights: input.nights }), {
          compensate: {
            activity: cancelHotel,
            map: ({ flight, hotel }) => ({ town: flight.seat, room: hotel.room }),
          },
        }),
      )
      .step("paid", pay, ({ input }) => ({ nights: input.nights }))
      .returns(({ flight, stay, paid }) => ({ seat: flight.seat, room: stay.room, paid })),
  )
  .returns(({ booked }) => booked)
