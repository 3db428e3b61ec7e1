import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Refused, remembers, fails } from "../activities.ts"
import { clerks, letters } from "../shared-limits.ts"
import { bothOf } from "../running/both.ts"
import { caller } from "../running/world.ts"

export const remembering = flow("remembering", {
  input: Schema.Struct({ fails: Schema.Boolean }),
  retry: { maximumAttempts: 2, initialInterval: 10 },
})
  .saga("all", (s) =>
    s
      .step("first", remembers, () => ({ ms: 10 }))
      .step("retried", remembers, () => ({ ms: 10, n: 1 }))
      .parallel({
        a: (b) => b.step("one", remembers, () => ({ ms: 10 })),
        b: (b) => b.step("one", remembers, () => ({ ms: 5 })).step("two", remembers, () => ({ ms: 10 })),
      })
      .forEach(
        "each",
        () => [1, 2, 3],
        (b) => b.step("one", remembers, () => ({ ms: 5 })),
        { concurrency: 2 },
      )
      .graph((g) =>
        g
          .node("x", { needs: [] }, (b) => b.step("one", remembers, () => ({ ms: 5 })))
          .node("y", { needs: ["x"] }, (b) => b.step("one", remembers, () => ({ ms: 5 }))),
      )
      .race("raced", {
        quick: (b) => b.step("one", remembers, () => ({ ms: 5 })),
        slow: (b) => b.sleep("long", 100),
      })
      .sleep("pause", 5)
      .step("limited", remembers, () => ({ ms: 5 }), { timeout: 20, deadline: 100 })
      .step("pooled", remembers, () => ({ ms: 5 }), { pool: clerks, rateLimit: letters })
      .step("bad", fails, () => 0, { when: ({ input }) => input.fails }),
  )
  .returns(() => "done")

export const waiting = flow("waiting")
  .signal("go", { payload: Schema.String })
  .step("after", remembers, () => ({ ms: 0 }))
  .returns(() => "done")

const both = await bothOf(remembering, import.meta.filename)

it("sees the caller's async context in every activity and compensation, whatever has woken it", async () => {
  const told = await both(async (runner, { time, told }) => {
    let isEnded = false
    const ready = runner.provide(time.layer)
    const ended = caller.run("ada", () => ready.runExit({ fails: true }).finally(() => (isEnded = true)))
    await caller.run("nobody", () => time.goUntil(() => isEnded))
    expect(await ended).toEqual(Exit.fail(new Refused({ by: "all.bad" })))
    return told.map((line) => line.replace(/^\S+ /, "")).filter((line) => line.includes("for "))
  })
  expect(told.filter((line) => !line.endsWith("for ada"))).toEqual([])
  expect(told.filter((line) => line.includes("compensate"))).toEqual([
    "all.pooled.compensate for ada",
    "all.limited.compensate for ada",
    "all.raced.quick.one.compensate for ada",
    "all.y.one.compensate for ada",
    "all.x.one.compensate for ada",
    "all.each[2].one.compensate for ada",
    "all.each[1].one.compensate for ada",
    "all.each[0].one.compensate for ada",
    "all.b.two.compensate for ada",
    "all.a.one.compensate for ada",
    "all.b.one.compensate for ada",
    "all.retried.compensate for ada",
    "all.first.compensate for ada",
  ])
  expect(told.filter((line) => !line.includes("still") && !line.includes("compensate"))).toHaveLength(14)
})

it("sees it after a message, and not the context of its sender", async () => {
  const bothWaiting = await bothOf(waiting, import.meta.filename)
  const told = await bothWaiting(async (runner, { time, told }) => {
    const execution = caller.run("ada", () => runner.provide(time.layer).start())
    await time.settle()
    await caller.run("bob", () => execution.signal("go", "go"))
    await execution.exit()
    return told
  })
  expect(told).toEqual(["0 after for ada", "0 after still for ada"])
})
