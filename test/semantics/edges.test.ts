import { InvalidAnswer } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { describeBoth } from "./both.ts"
import { Odd } from "./flows/activities.ts"
import * as flows from "./flows/edges.flow.ts"
import * as runners from "./flows/edges.runner.ts"

describeBoth(flows.nothing, runners.nothing, (run) => {
  it("takes no input, and has nothing else in scope", async () => {
    expect((await run()).exit).toEqual(Exit.succeed(["input"]))
  })
})

describeBoth(flows.blockValues, runners.blockValues, (run) => {
  it("has no value for a block that ends with a parallel, or is not taken", async () => {
    const skips = [undefined, "2 at 1", undefined]
    expect((await run({ flag: true })).exit).toEqual(
      Exit.succeed({ parallelLast: undefined, skipped: undefined, skips }),
    )
    expect((await run({ flag: false })).exit).toEqual(Exit.succeed({ parallelLast: 2, skipped: 3, skips }))
  })

  it("tells of the branch that is not taken, for each item", async () => {
    const { events } = await run({ flag: false })
    expect(events.filter((event) => event.includes("even"))).toEqual([
      "step.skipped skips[0].even",
      'branch.taken skips[1].even branch="then"',
      'step.started skips[1].even.then.note attempt=1 activity="note"',
      "step.completed skips[1].even.then.note attempt=1 durationMs=0",
      "step.skipped skips[2].even",
    ])
  })
})

describeBoth(flows.throwing, runners.throwing, (run) => {
  for (const [where, effects] of [
    ["mapping", []],
    ["branch", ["mapping", "slow 5000", "half later 2"]],
    ["handler", ["mapping", "slow 5000", "half later 2", "branch", "half 1"]],
    ["initial", ["mapping", "slow 5000", "half later 2", "branch", "half 1", "handler"]],
    ["body", ["mapping", "slow 5000", "half later 2", "branch", "half 1", "handler"]],
    ["predicate", ["mapping", "slow 5000", "half later 2", "branch", "half 1", "handler"]],
    ["returns", ["mapping", "slow 5000", "half later 2", "branch", "half 1", "handler"]],
  ] as const) {
    it(`is a defect when the ${where} throws, after what went before`, async () => {
      const failed = await run({ where })
      expect(failed.exit).toEqual(Exit.die(new RangeError(where)))
      expect(failed.effects).toEqual(effects)
      expect(failed.events.at(-1)).toMatch(/^execution\.failed .*"tag":"RangeError"/)
    })
  }

  it("goes through when nothing throws", async () => {
    expect((await run({ where: "nowhere" })).exit).toEqual(
      Exit.succeed(["initial".length + "body".length, true, "returns"]),
    )
  })
})

describeBoth(flows.handlers, runners.handlers, (run) => {
  it("handles in the outer what a handler of the inner fails with", async () => {
    const { exit, effects, events } = await run({ n: 3 })
    expect(exit).toEqual(Exit.succeed(["9 -3 0", 2]))
    expect(effects).toEqual(["half 3", "half -3", "half later 9", "half later 4"])
    expect(events.filter((event) => event.startsWith("branch"))).toEqual([
      'branch.taken outer.try.inner branch="Odd"',
      'branch.taken outer branch="Negative"',
      'branch.taken outer.catch.Negative.each[0].safe branch="Odd"',
    ])
  })

  it("gives the inner value when nothing fails", async () => {
    expect((await run({ n: 4 })).exit).toEqual(Exit.succeed(2))
  })
})

describeBoth(flows.nestedShares, runners.nestedShares, (run) => {
  it("counts inner and outer successes apart", async () => {
    expect((await run({ items: [2, 3, 4] })).exit).toEqual(Exit.succeed({ groups: [["1:Odd"], []], failed: 0 }))
    expect((await run({ items: [1, 3, 4] })).exit).toEqual(
      Exit.succeed({ groups: ["MinimumSuccessMissed", []], failed: 1 }),
    )
  })
})

describeBoth(flows.approvals, runners.approvals, (run) => {
  const yes = { approved: true, amount: "7" }

  it("waits for answers, and escalates those that do not come in time", async () => {
    const { exit, effects, events } = await run(
      { items: [1, 2, 3] },
      {
        "asked[n1].approve": { answer: yes, afterMs: 1_000 },
        "asked[n3].approve": { answer: { approved: false, amount: "0" }, afterMs: 500 },
        final: { answer: yes, afterMs: 0 },
      },
    )
    expect(exit).toEqual(
      Exit.succeed({
        asked: [
          { approved: true, amount: 7 },
          { approved: false, amount: 3 },
          { approved: false, amount: 0 },
        ],
        final: { approved: true, amount: 7 },
      }),
    )
    expect(effects).toEqual(["increment 2"])
    expect(
      events.filter((event) => /n2|final/.test(event)).map((event) => event.replace(/ durationMs=.*/, "")),
    ).toEqual([
      "step.started asked[n2].approve attempt=1",
      "task.opened asked[n2].approve assignees=[] deadlineMs=2000",
      "step.waiting asked[n2].approve attempt=1",
      'branch.taken asked[n2].approve branch="onDeadline"',
      'step.started asked[n2].approve.onDeadline.late attempt=1 activity="increment"',
      "step.completed asked[n2].approve.onDeadline.late attempt=1",
      "step.completed asked[n2].approve attempt=1",
      "step.started final attempt=1",
      'task.opened final assignees=["ada","grace"] deadlineMs=60000',
      "step.waiting final attempt=1",
      "task.completed final",
      "step.completed final attempt=1",
    ])
  })

  it("fails with an answer that does not fit", async () => {
    const { exit } = await run({ items: [] }, { final: { answer: { approved: true }, afterMs: 0 } })
    expect(exit).toEqual(
      Exit.fail(new InvalidAnswer({ path: "final", issues: [{ path: ["amount"], message: "missing" }] })),
    )
  })
})

describeBoth(flows.loopedParallel, runners.loopedParallel, (run) => {
  it("retries within its iterations", async () => {
    const { exit, effects } = await run({ until: 2 })
    expect(exit).toEqual(Exit.succeed({ a: 3, b: 2 }))
    expect(effects.filter((effect) => effect.startsWith("attempt"))).toEqual([
      "attempt 1",
      "attempt 1",
      "attempt 2",
      "attempt 1",
      "attempt 2",
    ])
  })

  it("fails when the workflow's policy gives up", async () => {
    expect((await run({ until: 3 })).exit).toEqual(Exit.fail(new Odd({ n: 2 })))
  })
})
