import { flow } from "@millrace/dsl"
import { MinimumSuccessMissed } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Odd, half, halfLater } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

const Items = Schema.Struct({ items: Schema.Array(Schema.Number) })

export const shares = flow("shares", { input: Items })
  .parallel(
    {
      even: (b) => b.step("half", half, () => 2),
      odd: (b) => b.step("half", halfLater, () => 3),
    },
    { minimumSuccess: 0.5, summary: "both" },
  )
  .forEach(
    "halves",
    ({ input }) => input.items,
    (b) => b.step("half", half, ({ item }) => item),
    {
      minimumSuccess: 0.5,
      summary: "ended",
      key: (item, index) => `${index}-${item}`,
    },
  )
  .returns(({ both, ended, halves }) => ({
    both: both.failures.map(({ key }) => key),
    ended: ended.failures.map(({ key, failure }) => [key, failure._tag]),
    succeeded: halves.filter((each) => each._tag === "Success").map((each) => each.success),
  }))

export const edges = flow("edges", { input: Items })
  .forEach(
    "any",
    ({ input }) => input.items,
    (b) => b.step("half", half, ({ item }) => item),
    { minimumSuccess: 0, summary: "anyCount" },
  )
  .forEach(
    "all",
    ({ input }) => input.items,
    (b) => b.step("half", half, ({ item }) => item),
    { minimumSuccess: 1 },
  )
  .returns(({ anyCount }) => anyCount.failed)

export const nestedShares = flow("nested-shares", { input: Items })
  .forEach(
    "groups",
    ({ input }) => [input.items, [2]],
    (b) =>
      b
        .forEach(
          "each",
          ({ item }) => item,
          (e) => e.step("half", halfLater, ({ item }) => item),
          {
            minimumSuccess: 0.5,
            summary: "counted",
            concurrency: "unbounded",
          },
        )
        .returns(({ counted }) => counted.failures.map(({ key, failure }) => `${key}:${failure._tag}`)),
    { minimumSuccess: 0.5, summary: "groupCount", concurrency: "unbounded" },
  )
  .returns(({ groups, groupCount }) => ({
    groups: groups.map((group) => (group._tag === "Success" ? group.success : group.failure._tag)),
    failed: groupCount.failed,
  }))

it("gives results and summaries when enough succeed", async () => {
  const run = await meaningOf(shares, import.meta.filename)
  const { exit } = await run({ items: [2, 3, 4, -1] })
  expect(exit).toEqual(
    Exit.succeed({
      both: ["odd"],
      ended: [
        ["1-3", "Odd"],
        ["3--1", "Negative"],
      ],
      succeeded: [1, 2],
    }),
  )
})

it("fails when too few succeed, after all items", async () => {
  const run = await meaningOf(shares, import.meta.filename)
  const { exit, effects } = await run({ items: [3, 5, 2] })
  const failures = [
    { key: "0-3", failure: new Odd({ n: 3 }) },
    { key: "1-5", failure: new Odd({ n: 5 }) },
  ]
  const summary = { total: 3, succeeded: 1, failed: 2, failures }
  expect(exit).toEqual(Exit.fail(new MinimumSuccessMissed({ path: "halves", minimumSuccess: 0.5, summary })))
  expect(effects.slice(-3)).toEqual(["half 3", "half 5", "half 2"])
})

it("needs half of an odd number rounded up", async () => {
  const run = await meaningOf(shares, import.meta.filename)
  expect(Exit.isSuccess((await run({ items: [2, 2, 3] })).exit)).toBe(true)
})

it("is content with no items", async () => {
  const run = await meaningOf(shares, import.meta.filename)
  expect((await run({ items: [] })).exit).toEqual(Exit.succeed({ both: ["odd"], ended: [], succeeded: [] }))
})

it("needs none with 0, and all with 1", async () => {
  const run = await meaningOf(edges, import.meta.filename)
  expect((await run({ items: [2, 4] })).exit).toEqual(Exit.succeed(0))
  const { exit, effects } = await run({ items: [3, 2] })
  const summary = { total: 2, succeeded: 1, failed: 1, failures: [{ key: "0", failure: new Odd({ n: 3 }) }] }
  expect(exit).toEqual(Exit.fail(new MinimumSuccessMissed({ path: "all", minimumSuccess: 1, summary })))
  expect(effects).toEqual(["half 3", "half 2", "half 3", "half 2"])
})

it("counts inner and outer successes apart", async () => {
  const run = await meaningOf(nestedShares, import.meta.filename)
  expect((await run({ items: [2, 3, 4] })).exit).toEqual(Exit.succeed({ groups: [["1:Odd"], []], failed: 0 }))
  expect((await run({ items: [1, 3, 4] })).exit).toEqual(
    Exit.succeed({ groups: ["MinimumSuccessMissed", []], failed: 1 }),
  )
})
