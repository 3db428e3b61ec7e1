import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { Board, board, post, untilNotes } from "./board.ts"
import { askForShipment, enoughShipped, shipMore } from "./shipments.ts"
import { work } from "./work.ts"

const Samples = Schema.Struct({ samples: Schema.Array(Schema.String) })

/** WCP-34: after two of the instances what follows begins; the others go on, and their ends start nothing. */
export const staticPartialJoin = flow("static partial join of instances", { input: Samples })
  .use("examined", board, (b) =>
    b
      .parallel({
        each: (b) =>
          b.forEach(
            "samples",
            ({ input }) => input.samples,
            (b) =>
              b
                .step("done", work, ({ item }) => `examine ${item}`)
                .step("told", post, ({ resource, done }) => ({ board: resource, note: done })),
            { concurrency: "unbounded" },
          ),
        next: (b) =>
          b
            .step("two", untilNotes, ({ resource }) => ({ board: resource, count: 2 }))
            .step("judged", work, ({ two }) => `judge after ${two.join(" and ")}`),
      })
      .returns(({ each, next }) => ({ each, next })),
  )
  .step("cleaned", work, () => "clean up")
  .returns(({ examined }) => examined)

/** WCP-35: the same, but the others are interrupted. */
export const cancellingPartialJoinOfInstances = flow("cancelling partial join of instances", { input: Samples })
  .use("examined", board, (b) =>
    b
      .race("came", {
        enough: (b) => b.step("two", untilNotes, ({ resource }) => ({ board: resource, count: 2 })),
        all: (b) =>
          b
            .forEach(
              "samples",
              ({ input }) => input.samples,
              (b) =>
                b
                  .step("done", work, ({ item }) => `examine ${item}`)
                  .step("told", post, ({ resource, done }) => ({ board: resource, note: done })),
              { concurrency: "unbounded" },
            )
            .returns(({ samples }) => samples),
      })
      .returns(({ came }) => came.value),
  )
  .step("judged", work, ({ examined }) => `judge after ${examined.join(" and ")}`)
  .returns(({ judged }) => judged)

/** One more shipment while the next is asked for, until there is none, or enough have arrived. */
export const shipments = flow("shipments", { input: Schema.Struct({ board: Schema.instanceOf(Board) }) })
  .race("next", {
    enough: (b) => b.step("arrived", enoughShipped, ({ input }) => ({ board: input.board })),
    asked: (b) => b.step("shipment", askForShipment, () => undefined),
  })
  .when(
    "shipped",
    ({ next }) => next.branch === "asked" && next.value !== "nothing",
    (b) =>
      b
        .step("begun", post, ({ input }) => ({ board: input.board, note: "begun" }))
        .parallel({
          own: (b) =>
            b
              .step("done", work, ({ next }) => `ship ${next.value}`)
              .step("told", post, ({ input }) => ({ board: input.board, note: "arrived" })),
          others: (b) => b.step("more", shipMore, ({ input }) => ({ board: input.board })),
        })
        .returns(({ others }) => others + 1),
    (b) => b.let("none", (): number => 0),
  )
  .returns(({ shipped }) => shipped)

/**
 * WCP-36: instances are added while others run. Once half of those that have begun have arrived, and at least two, what
 * follows begins; no instance is added any more, and those under way go on.
 */
export const dynamicPartialJoin = flow("dynamic partial join of instances")
  .use("moved", board, (b) =>
    b
      .parallel({
        shipments: (b) => b.step("all", shipMore, ({ resource }) => ({ board: resource })),
        next: (b) =>
          b
            .step("half", enoughShipped, ({ resource }) => ({ board: resource }))
            .step("invoiced", work, () => "invoice"),
      })
      .returns(({ shipments, next }) => ({ shipments, next })),
  )
  .returns(({ moved }) => moved)
