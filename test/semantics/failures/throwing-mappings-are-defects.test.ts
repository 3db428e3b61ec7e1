import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { half, halfLater, note, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const throwing = flow("throwing", { input: Schema.Struct({ where: Schema.String }) })
  .let("fail", ({ input }) => (where: string) => {
    if (where === input.where) throw new RangeError(where)
    return where
  })
  .step("mapped", note, ({ fail }) => fail("mapping"))
  .parallel({
    other: (b) => b.step("slow", works, () => 5_000),
    branch: (b) => b.step("wait", halfLater, () => 2).step("inBranch", note, ({ fail }) => fail("branch")),
  })
  .try("handled", (b) => b.step("half", half, () => 1), {
    Odd: (b) => b.step("inHandler", note, ({ fail }) => fail("handler")),
  })
  .loop("looped", {
    initial: ({ fail }) => fail("initial").length,
    body: (b) => b.let("next", ({ state, fail }) => state + fail("body").length),
    until: (state) => state > 3,
    max: 2,
  })
  .when(
    "branched",
    ({ fail }) => fail("predicate") === "predicate",
    (b) => b.let("yes", () => true),
  )
  .returns(({ looped, branched, fail }) => [looped, branched, fail("returns")])

const run = await meaningOf(throwing, import.meta.filename)

const first = ["mapping", "other.slow starts", "half later 2"]
const later = [...first, "branch", "other.slow ends", "half 1"]
for (const [where, effects] of [
  ["mapping", []],
  ["branch", [...first, "other.slow is interrupted"]],
  ["handler", later],
  ["initial", [...later, "handler"]],
  ["body", [...later, "handler"]],
  ["predicate", [...later, "handler"]],
  ["returns", [...later, "handler"]],
] as const) {
  it(`is a defect when the ${where} throws, after what went before`, async () => {
    const failed = await run({ where })
    expect(failed.exit).toEqual(Exit.die(new RangeError(where)))
    expect(failed.effects).toEqual(effects)
    expect(failed.events.at(-1)).toMatch(/ execution\.failed .*"tag":"RangeError"/)
  })
}

it("goes through when nothing throws", async () => {
  expect((await run({ where: "nowhere" })).exit).toEqual(
    Exit.succeed(["initial".length + "body".length, true, "returns"]),
  )
})
