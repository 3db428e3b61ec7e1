import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { half, halfLater, increment, note } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

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

const run = await meaningOf(nested, import.meta.filename)

it("runs a parallel in a forEach in a match in a try in a loop", async () => {
  const { exit, effects, events } = await run({ kind: "numbers", items: [2, 6] })
  expect(exit).toEqual(
    Exit.succeed({
      total: 3 + 10 + 4 + 13 + 5 + 16,
      log: ["numbers 3,10", "numbers 4,13", "big 30", "numbers 5,16", "big 51"],
    }),
  )
  expect(effects.filter((effect) => effect.startsWith("half ") && !effect.includes("later"))).toEqual([
    "half 2",
    "half 6",
    "half 4",
    "half 12",
    "half 6",
    "half 18",
  ])
  expect(events).toContain(
    '0 step.started rounds[2].safe.try.kind.numbers.each[6\\.1].later.half attempt=1 activity="half-later"',
  )
})

it("handles what fails deep inside, and goes on with the next iteration", async () => {
  const { exit, events } = await run({ kind: "numbers", items: [3] }, { durable: "otherwise" })
  expect(exit).toEqual(Exit.succeed({ total: 20, log: ["1: odd 3", "numbers 6", "3: odd 9"] }))
  expect(events.filter((event) => event.startsWith("0 branch.taken rounds[1]"))).toEqual([
    '0 branch.taken rounds[1].safe.try.kind branch="numbers"',
    '0 branch.taken rounds[1].safe branch="Odd"',
  ])
})

it("takes the other case", async () => {
  const { exit, effects } = await run({ kind: "texts", items: [1, 2] })
  expect(exit).toEqual(Exit.succeed({ total: 15, log: ["1:1+2", "2:1+2", "3:1+2"] }))
  expect(effects).toEqual(["1:1+2", "2:1+2", "3:1+2"])
})

it("works on nothing", async () => {
  expect((await run({ kind: "numbers", items: [] })).exit).toEqual(
    Exit.succeed({ total: 0, log: ["numbers ", "numbers ", "numbers "] }),
  )
})
