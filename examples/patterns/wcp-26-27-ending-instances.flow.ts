import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { board, post, untilPosted } from "./board.ts"
import { work } from "./work.ts"

const Samples = Schema.Struct({ samples: Schema.Array(Schema.String) })

/** WCP-26: instances that have not ended are withdrawn, those that have stay as they are, and nothing follows. */
export const cancelInstances = flow("cancel instances", { input: Samples })
  .race("tested", {
    all: (b) =>
      b.forEach(
        "tests",
        ({ input }) => input.samples,
        (b) => b.step("tested", work, ({ item }) => `test ${item}`),
        { concurrency: "unbounded" },
      ),
    cancelled: (b) => b.signal("cancel", { payload: Schema.String }),
  })
  .when(
    "reported",
    ({ tested }) => tested.branch === "all",
    (b) => b.step("reported", work, () => "report"),
  )
  .returns(({ tested }) => tested.branch)

/** WCP-27: instances that have not ended are withdrawn, and what follows goes on with the results of those that have. */
export const completeInstances = flow("complete instances", { input: Samples })
  .use("tests", board, (b) =>
    b
      .parallel({
        tests: (b) =>
          b
            .forEach(
              "each",
              ({ input }) => input.samples,
              (b) =>
                b.race("ended", {
                  withdrawn: (b) =>
                    b.step("stopped", untilPosted, ({ resource }) => ({ board: resource, note: "enough" })),
                  done: (b) => b.step("tested", work, ({ item }) => `test ${item}`),
                }),
              { concurrency: "unbounded" },
            )
            .step("over", post, ({ resource }) => ({ board: resource, note: "over" }))
            .returns(({ each }) => each),
        control: (b) =>
          b.race("ended", {
            asked: (b) =>
              b
                .signal("enough", { payload: Schema.String })
                .step("told", post, ({ resource }) => ({ board: resource, note: "enough" })),
            over: (b) => b.step("all", untilPosted, ({ resource }) => ({ board: resource, note: "over" })),
          }),
      })
      .returns(({ tests }) => tests.filter(({ branch }) => branch === "done").map(({ value }) => value)),
  )
  .step("reported", work, ({ tests }) => `report ${tests.join(", ")}`)
  .returns(({ reported }) => reported)
