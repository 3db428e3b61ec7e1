import { activity } from "@millrace/dsl/activity"
import * as Effect from "effect/Effect"
import type { Board } from "./board.ts"
import { begin } from "./desk.ts"

interface WithBoard {
  readonly board: Board
}

/** Asks what else is to be shipped. */
export const askForShipment = activity("ask-for-shipment", () => Effect.orDie(begin("ask")))

/** Waits until half of what has begun has arrived, and at least two. */
export const enoughShipped = activity("enough-shipped", ({ board }: WithBoard) =>
  Effect.as(
    board.until((notes) => {
      const arrived = notes.filter((note) => note === "arrived").length
      return arrived >= 2 && arrived * 2 >= notes.length - arrived
    }),
    "enough",
  ),
)

/** Runs the workflow that this activity is a part of. Its type is written out, for neither can be inferred first. */
export const shipMore = activity("ship-more", (input: WithBoard): Effect.Effect<number> =>
  Effect.flatMap(
    Effect.promise(() => import("./wcp-34-35-36-partial-join-of-instances.runner.ts")),
    ({ shipments }) => Effect.orDie(shipments.effect(input)),
  ),
)
