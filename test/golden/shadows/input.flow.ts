import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { half, read } from "./activities.ts"

const Grid = Schema.Struct({ rows: Schema.Array(Schema.Array(Schema.Number)), from: Schema.Number })

// Inner items, states and errors hide outer ones; what a branch assigns is read in functions further in.
export const shadows = flow("shadows", { input: Grid })
  .forEach(
    "rows",
    ({ input }) => input.rows,
    (b) =>
      b
        .let("width", ({ item }) => item.length)
        .forEach(
          "cells",
          ({ item }) => item,
          (b) =>
            b.try("halved", (b) => b.step("half", half, ({ item }) => ({ n: Number(item) })), {
              Odd: (b) =>
                b
                  .let("outer", ({ error }) => error.n)
                  .try("again", (b) => b.step("half", half, ({ error }) => ({ n: error.n + 101 })), {
                    Big: (b) => b.let("both", ({ error, outer, index, width }) => error.n + outer + index * width),
                  })
                  .returns(({ again, error }) => again + error.n / 1000),
            }),
          { concurrency: 3 },
        )
        .returns(({ cells, index, item, width }) => ({ cells, index, first: item[0], width })),
  )
  .loop("outer", {
    initial: ({ input }) => input.from,
    body: (b) =>
      b
        .loop("inner", {
          initial: ({ state, iteration }) => state + iteration,
          body: (b) => b.step("read", read, ({ state, iteration }) => ({ n: state + iteration })),
          while: (state) => state < 500,
          max: 5,
        })
        .returns(({ inner, state, iteration }) => inner + state * iteration),
    until: (state, iteration) => state > 1000 || iteration === 2,
    max: 3,
  })
  .returns(({ rows, outer }) => ({ rows, outer }))

// Names that Millrace itself would like to give.
export const taken = flow("taken", { input: Grid })
  .let("choiceValue", ({ input }) => input.from)
  .when(
    "choice",
    ({ choiceValue: inThen }) => inThen > 1,
    (b) => b.let("inThen", ({ choiceValue }) => choiceValue + 1).let("inOtherwise", ({ inThen }) => inThen),
    (b) => b.parallel({ inThen: (b) => b.let("x", () => 1) }).returns(({ inThen }) => inThen + 1),
  )
  .step("readStep", read, ({ choice }) => ({ n: choice }))
  .step("read", read, ({ readStep, choice }) => ({ n: [readStep].map((readStep) => readStep + choice)[0] ?? 0 }))
  .let("scope", ({ read }) => read)
  .let("result", (scope): number => Object.keys(scope).length + scope.scope)
  .returns(({ read, scope, result, choiceValue }): number => read + scope + result + choiceValue)

// Blocks written as people do: functions, methods, shorthand properties, other names for the builder.
export const written = flow("written", { input: Grid })
  .parallel({
    left(branch) {
      return branch.step("read", read, ({ input: { from: n } }) => ({ n }))
    },
    right: function (branch) {
      return branch.when(
        "deep",
        (s) => s.input.from > 1,
        (c) =>
          c
            .parallel({
              one: (d) =>
                d.match("m", ({ input }) => (input.rows.length > 1 ? "many" : "few"), {
                  many: (e) => e.step("read", read, ({ input }) => ({ n: input.rows.length })),
                  few: (e) => e.let("none", () => 0),
                }),
              two: (d) =>
                d.forEach(
                  "all",
                  ({ input }) => input.rows.flat(),
                  (e) => e.let("twice", ({ item }) => item * 2),
                ),
            })
            .returns(({ one, two }) => two.map((n) => n + one)),
      )
    },
  })
  .let("total", function (scope) {
    const { left, right } = scope
    if (right === undefined) return left
    return right.reduce((sum, n) => sum + n, left)
  })
  .returns(({ total, right }) => ({ total, right: right ?? null }))
