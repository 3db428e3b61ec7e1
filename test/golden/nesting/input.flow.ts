import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { mend, scan, sortSheets, weigh } from "./activities.ts"

const Sheets = Schema.Struct({ sheets: Schema.Array(Schema.String), rounds: Schema.Number })

// parallel in forEach in match in try in loop
export const archive = flow("archive", { input: Sheets })
  .loop("archived", {
    initial: ({ input }) => ({ sheets: input.sheets, weight: 0, torn: "" }),
    body: (b) =>
      b.try(
        "sorted",
        (b) =>
          b
            .step("stack", sortSheets, ({ state }) => ({ sheets: state.sheets }))
            .match("work", ({ stack }) => stack.kind, {
              letters: (b) =>
                b
                  .forEach(
                    "letters",
                    ({ stack }) => stack.sheets,
                    (b) =>
                      b
                        .parallel({
                          image: (b) => b.step("scan", scan, ({ item, index }) => ({ sheet: item, page: index + 1 })),
                          weight: (b) =>
                            b
                              .step("weigh", weigh, ({ item }) => ({ sheet: item }))
                              .returns(({ weigh, iteration }) => weigh * iteration),
                        })
                        .returns(({ image, weight, stack }) => ({ image, weight, of: stack.sheets.length })),
                    { concurrency: 2, key: (sheet, index) => `${sheet}-${index}` },
                  )
                  .returns(({ letters }) => letters.reduce((sum, letter) => sum + letter.weight, 0)),
              forms: (b) =>
                b.when(
                  "many",
                  ({ stack, input }) => stack.sheets.length > input.rounds,
                  (b) =>
                    b
                      .forEach(
                        "forms",
                        ({ stack }) => stack.sheets,
                        (b) => b.step("scan", scan, ({ item, index }) => ({ sheet: item, page: index })),
                      )
                      .returns(({ forms }) => forms.join("").length),
                  (b) => b.let("few", () => 1),
                ),
              empty: (b) => b.let("nothing", () => 0),
            })
            .returns(({ work, state }) => ({ sheets: state.sheets, weight: state.weight + work, torn: state.torn })),
        {
          Torn: (b) =>
            b
              .forEach(
                "mended",
                ({ state }) => state.sheets,
                (b) => b.step("mend", mend, ({ item }) => ({ sheet: item })),
              )
              .returns(({ mended, error, state }) => ({ ...state, sheets: mended, torn: error.sheet })),
        },
      ),
    until: (state) => state.weight > 20,
    max: 4,
    onExhausted: "continue",
  })
  .returns(({ archived, input: { rounds } }) => ({ ...archived, rounds }))
