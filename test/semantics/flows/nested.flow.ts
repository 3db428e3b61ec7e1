import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { half, halfLater, increment, note } from "./activities.ts"

/** A parallel in a forEach in a match in a try in a loop. */
export const nested = flow("nested", {
  input: Schema.Struct({ kind: Schema.Literals(["numbers", "texts"]), items: Schema.Array(Schema.Number) }),
  vars: { step: 2 },
})
  .loop("rounds", {
    initial: () => ({ total: 0, log: [] as ReadonlyArray<string> }),
    body: (b) =>
      b
        .try(
          "safe",
          (t) =>
            t
              .match("kind", ({ input }) => input.kind, {
                numbers: (m) =>
                  m
                    .forEach(
                      "each",
                      ({ input }) => input.items,
                      (e) =>
                        e
                          .parallel({
                            now: (p) => p.step("half", half, ({ item, iteration }) => item * iteration),
                            later: (p) => p.step("half", halfLater, ({ item, vars }) => item * vars.step),
                          })
                          .returns(({ now, later, index }) => now + later + index),
                      { concurrency: 2, key: (item, index) => `${item}.${index}` },
                    )
                    .returns(({ each, state }) => ({
                      total: each.reduce((sum, n) => sum + n, state.total),
                      log: [...state.log, `numbers ${each.join(",")}`],
                    })),
                texts: (m) =>
                  m
                    .step("note", note, ({ input, iteration }) => `${iteration}:${input.items.join("+")}`)
                    .returns(({ note: noted, state }) => ({
                      total: state.total + noted.length,
                      log: [...state.log, noted],
                    })),
              })
              .returns(({ kind }) => kind),
          {
            Odd: (h) =>
              h
                .step("more", increment, ({ error, state }) => state.total + error.n)
                .returns(({ more, error, state, iteration }) => ({
                  total: more,
                  log: [...state.log, `${iteration}: odd ${error.n}`],
                })),
          },
        )
        .when(
          "big",
          ({ safe }) => safe.total > 20,
          (w) => w.step("note", note, ({ safe }) => `big ${safe.total}`),
        )
        .returns(({ safe, big }) => ({ total: safe.total, log: big === undefined ? safe.log : [...safe.log, big] })),
    until: (state, iteration) => state.total > 50 || iteration === 3,
    max: 3,
  })
  .returns(({ rounds }) => rounds)
