import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { Refused, fails, listens, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const nodes = flow("nodes")
  .graph((g) =>
    g
      .node("long", { needs: [] }, (b) => b.step("one", works, () => 100))
      .node("bad", { needs: [] }, (b) => b.step("one", fails, () => 10))
      .node("quick", { needs: [] }, (b) => b.step("one", works, () => 5))
      .node("next", { needs: ["quick"] }, (b) => b.step("one", listens, () => ({ ms: 90, tidyMs: 7 })))
      .node("last", { needs: ["long", "bad"] }, (b) => b.step("one", works, () => 1)),
  )
  .returns(({ last }) => last)

it("interrupts the nodes at work, begins no other, and waits for their cleanup", async () => {
  const run = await meaningOf(nodes, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "bad.one" })))
  expect(told).toEqual([
    "0 long.one starts",
    "0 bad.one starts",
    "0 quick.one starts",
    "5 quick.one ends",
    "5 next.one starts",
    "10 bad.one fails",
    "10 long.one is interrupted",
    "10 next.one hears",
    "17 next.one has tidied up",
  ])
})
