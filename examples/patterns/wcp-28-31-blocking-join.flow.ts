import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { board, post, untilNotes } from "./board.ts"
import { work } from "./work.ts"

/**
 * WCP-28: the first of two messages lets the check begin. Further messages wait until both have come once and the check has
 * ended; then the next round takes them.
 */
export const blockingDiscriminator = flow("blocking discriminator")
  .loop("checked", {
    initial: (): ReadonlyArray<string> => [],
    body: (b) =>
      b
        .use("round", board, (b) =>
          b
            .parallel({
              arrival: (b) =>
                b
                  .signal("arrival", { payload: Schema.String })
                  .step("told", post, ({ resource, arrival }) => ({ board: resource, note: arrival })),
              security: (b) =>
                b
                  .signal("security", { payload: Schema.String })
                  .step("told", post, ({ resource, security }) => ({ board: resource, note: security })),
              check: (b) =>
                b
                  .step("first", untilNotes, ({ resource }) => ({ board: resource, count: 1 }))
                  .step("checked", work, ({ first }) => `check ${first[0]}`),
            })
            .returns(({ check }) => check),
        )
        .returns(({ state, round }) => [...state, round]),
    until: (checked) => checked.length === 2,
    max: 2,
  })
  .returns(({ checked }) => checked)

/** WCP-31: the same for two of three. */
export const blockingPartialJoin = flow("blocking partial join")
  .loop("sealed", {
    initial: (): ReadonlyArray<string> => [],
    body: (b) =>
      b
        .use("round", board, (b) =>
          b
            .parallel({
              ann: (b) =>
                b
                  .signal("ann", { payload: Schema.String })
                  .step("told", post, ({ resource, ann }) => ({ board: resource, note: ann })),
              bob: (b) =>
                b
                  .signal("bob", { payload: Schema.String })
                  .step("told", post, ({ resource, bob }) => ({ board: resource, note: bob })),
              cat: (b) =>
                b
                  .signal("cat", { payload: Schema.String })
                  .step("told", post, ({ resource, cat }) => ({ board: resource, note: cat })),
              seal: (b) =>
                b
                  .step("two", untilNotes, ({ resource }) => ({ board: resource, count: 2 }))
                  .step("sealed", work, ({ two }) => `seal ${two.slice(0, 2).join(" and ")}`),
            })
            .returns(({ seal }) => seal),
        )
        .returns(({ state, round }) => [...state, round]),
    until: (sealed) => sealed.length === 2,
    max: 2,
  })
  .returns(({ sealed }) => sealed)
