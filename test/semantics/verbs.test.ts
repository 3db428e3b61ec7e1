import { InvalidInput, LoopExhausted, StepTimeout, WorkflowTimeout } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { describeBoth } from "./both.ts"
import { Odd } from "./flows/activities.ts"
import * as flows from "./flows/verbs.flow.ts"
import * as runners from "./flows/verbs.runner.ts"

describeBoth(flows.steps, runners.steps, (run) => {
  it("runs steps in order, whatever they return, and tells each one", async () => {
    const { exit, effects, events } = await run({ n: 8 })
    expect(exit).toEqual(Exit.succeed({ sum: 4 + 2 + 3, third: 3 }))
    expect(effects).toEqual(["half 8", "half later 4", "increment 2"])
    expect(events).toEqual([
      "execution.started",
      'step.started first attempt=1 activity="half"',
      "step.completed first attempt=1 durationMs=0",
      'step.started second attempt=1 activity="half-later"',
      expect.stringMatching(/^step\.completed second attempt=1/),
      'step.started third attempt=1 activity="increment"',
      "step.completed third attempt=1 durationMs=0",
      expect.stringMatching(/^execution\.completed/),
    ])
  })

  it("stops at the first failure", async () => {
    const { exit, effects } = await run({ n: 6 })
    expect({ exit, effects }).toEqual({ exit: Exit.fail(new Odd({ n: 3 })), effects: ["half 6", "half later 3"] })
  })

  it("refuses an input that does not fit before anything runs", async () => {
    // @ts-expect-error the types refuse it too
    const { exit, effects } = await run({ n: "8" })
    const issues = [{ path: ["n"], message: 'expected number, found "8"' }]
    expect({ exit, effects }).toEqual({ exit: Exit.fail(new InvalidInput({ workflow: "steps", issues })), effects: [] })
  })
})

describeBoth(flows.retried, runners.retried, (run) => {
  it("retries by the step's policy, and by the workflow's where the step has none", async () => {
    const { exit, events } = await run({ until: 3 })
    expect(exit).toEqual(Exit.succeed([2, 3]))
    expect(events.filter((event) => event.startsWith("step.retrying"))).toEqual([
      'step.retrying defaults attempt=1 delayMs=1000 failure={"tag":"Odd","message":""}',
      'step.retrying own attempt=1 delayMs=100 failure={"tag":"Odd","message":""}',
      'step.retrying own attempt=2 delayMs=300 failure={"tag":"Odd","message":""}',
    ])
  })

  it("fails with the last attempt's failure", async () => {
    const { exit, effects } = await run({ until: 9 })
    expect(exit).toEqual(Exit.fail(new Odd({ n: 4 })))
    expect(effects.slice(2)).toEqual(["attempt 1", "attempt 2", "attempt 3", "attempt 4"])
  })
})

describeBoth(flows.limited, runners.limited, (run) => {
  it("is in time", async () => {
    expect((await run({ ms: 200, all: 900 })).exit).toEqual(Exit.succeed(900))
  })

  it("fails with the timeout of a step, after the attempts it may make", async () => {
    const { exit, effects } = await run({ ms: 2_000, all: 1 })
    expect(exit).toEqual(Exit.fail(new StepTimeout({ path: "quick", attempt: 2, timeoutMs: 1_000 })))
    expect(effects).toEqual(["slow 2000", "slow 2000"])
  })

  it("fails with the timeout of the workflow", async () => {
    const { exit, events } = await run({ ms: 1, all: 60_000 })
    expect(exit).toEqual(Exit.fail(new WorkflowTimeout({ workflow: "limited", timeoutMs: 10_000 })))
    expect(events.at(-2)).toMatch(/^step\.cancelled long/)
    expect(events.at(-1)).toMatch(/^execution\.timed-out/)
  })
})

describeBoth(flows.branches, runners.branches, (run) => {
  it("gives each branch's value under its name", async () => {
    const { exit, effects } = await run({ n: 8 })
    expect({ exit, effects }).toEqual({ exit: Exit.succeed("4 8 c"), effects: ["half 8", "half later 8", "4 8 c"] })
  })

  it("starts no later branch after one that fails at once", async () => {
    const { exit, effects } = await run({ n: 7 })
    expect({ exit, effects }).toEqual({ exit: Exit.fail(new Odd({ n: 7 })), effects: ["half 7"] })
  })
})

describeBoth(flows.shares, runners.shares, (run) => {
  it("gives results and summaries when enough succeed", async () => {
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
    const { exit, effects } = await run({ items: [3, 5, 2] })
    expect(exit).toMatchObject({ cause: { reasons: [{ error: { _tag: "MinimumSuccessMissed", path: "halves" } }] } })
    expect(effects.slice(-3)).toEqual(["half 3", "half 5", "half 2"])
  })

  it("is content with no items", async () => {
    expect((await run({ items: [] })).exit).toEqual(Exit.succeed({ both: ["odd"], ended: [], succeeded: [] }))
  })
})

describeBoth(flows.decisions, runners.decisions, (run) => {
  const cases = [
    [-4, { sign: "negative", tell: "nothing", size: -300, parity: true }],
    [3, { sign: "positive", tell: "nothing", size: 400, parity: false }],
    [12, { sign: "positive", tell: "nothing", size: 10, parity: true }],
    [200, { sign: "positive", tell: "large", size: 100, parity: true }],
  ] as const
  for (const [n, output] of cases) {
    it(`goes its way for ${n}`, async () => {
      expect((await run({ n })).exit).toEqual(Exit.succeed(output))
    })
  }

  it("tells the branches it takes, and the one it skips", async () => {
    const { events } = await run({ n: 3 })
    expect(events.filter((event) => /^(branch|step\.skipped)/.test(event))).toEqual([
      'branch.taken sign branch="otherwise"',
      "step.skipped tell",
      'branch.taken size branch="small"',
      'branch.taken parity branch="otherwise"',
    ])
    expect(events).toContain('step.started size.small.increment attempt=1 activity="increment"')
    expect(events).toContain('step.started parity.otherwise.note attempt=1 activity="note"')
  })
})

describeBoth(flows.loops, runners.loops, (run) => {
  it("fails when a loop makes its last iteration and goes on", async () => {
    const { exit, effects, events } = await run({ from: 1, max: 1 })
    expect(exit).toEqual(Exit.fail(new LoopExhausted({ path: "strict", iterations: 1 })))
    expect(effects).toEqual(["increment 1", "increment 2", "increment 0", "increment 1", "increment 2"])
    expect(events.filter((event) => event.startsWith("loop"))).toEqual([
      "loop.iterated until iteration=1",
      "loop.iterated until iteration=2",
      "loop.iterated whilst iteration=1",
      "loop.iterated whilst iteration=2",
      "loop.iterated whilst iteration=3",
      "loop.iterated strict iteration=1",
    ])
    expect(events).toContain('step.started whilst[3].add attempt=1 activity="increment"')
  })
})

describeBoth(flows.items, runners.items, (run) => {
  it("gives values in item order", async () => {
    const { exit, events } = await run({ items: [2, 8, 4] })
    expect(exit).toEqual(
      Exit.succeed({
        ordered: [1, 4, 2],
        wide: [
          [0, 1],
          [1, 4],
          [2, 2],
        ],
      }),
    )
    expect(events).toContain('step.started ordered[2].half attempt=1 activity="half"')
    expect(events).toContain('step.started wide[8].half attempt=1 activity="half-later"')
  })

  it("gives empty arrays for no items", async () => {
    expect(await run({ items: [] })).toMatchObject({ exit: Exit.succeed({ ordered: [], wide: [] }), effects: [] })
  })

  it("is a defect when two items have one key", async () => {
    const { exit, effects } = await run({ items: [2, 2] })
    expect(exit).toMatchObject({ cause: { reasons: [{ defect: { _tag: "DuplicateKey", path: "wide", key: "2" } }] } })
    expect(effects).toEqual(["half 2", "half 2"])
  })
})

describeBoth(flows.handled, runners.handled, (run) => {
  const cases = [
    [4, 3, ["half 4", "increment 2"]],
    [3, "odd 3", ["half 3", "odd 3"]],
    [-1, 0, ["half -1"]],
  ] as const
  for (const [n, output, done] of cases) {
    it(`comes to ${output} for ${n}`, async () => {
      const { exit, effects } = await run({ n })
      expect({ exit, effects }).toEqual({ exit: Exit.succeed(output), effects: done })
    })
  }

  it("tells the handler it goes to", async () => {
    const { events } = await run({ n: 3 })
    expect(events.slice(2, 5)).toEqual([
      expect.stringMatching(/^step\.failed safe\.try\.half/),
      'branch.taken safe branch="Odd"',
      'step.started safe.catch.Odd.note attempt=1 activity="note"',
    ])
  })
})

describeBoth(flows.unhandled, runners.unhandled, (run) => {
  it("lets a failure pass that no handler is for", async () => {
    expect((await run({ n: 3 })).exit).toEqual(Exit.fail(new Odd({ n: 3 })))
  })

  it("fails with what the handler fails with, and not through itself again", async () => {
    const { exit, effects } = await run({ n: -3 })
    expect({ exit, effects }).toEqual({ exit: Exit.fail(new Odd({ n: 3 })), effects: ["half -3", "half 3"] })
    expect((await run({ n: -4 })).exit).toEqual(Exit.succeed(2))
  })
})

describeBoth(flows.defect, runners.defect, (run) => {
  it("fails with the defect, after the other branch was cancelled", async () => {
    const { exit, events } = await run({ text: "boom" })
    const message = "activity 'broken' at step 'breaks.broken' failed with an undeclared error: boom"
    expect(exit).toMatchObject({ cause: { reasons: [{ _tag: "Die", defect: { _tag: "ActivityDefect", message } }] } })
    expect(events.slice(-3).map((event) => event.split(" ").slice(0, 2).join(" "))).toEqual([
      "step.failed breaks.broken",
      "step.cancelled waits.slow",
      expect.stringMatching(/^execution\.failed/),
    ])
  })
})

describeBoth(flows.variables, runners.variables, (run) => {
  it("computes its variables from the input", async () => {
    expect((await run({ n: 4 })).exit).toEqual(Exit.succeed({ more: 41, factor: 10 }))
  })
})

describeBoth(flows.scopes, runners.scopes, (run) => {
  it("shows a mapping what is in scope, and no more", async () => {
    expect((await run({ n: 1 })).exit).toEqual(
      Exit.succeed({
        whole: ["input", "one", "vars"],
        inner: [["index", "input", "item", "one", "vars", "whole"]],
      }),
    )
  })
})

describeBoth(flows.hostile, runners.hostile, (run) => {
  it("takes names as they are", async () => {
    const { exit, events } = await run({ n: 1 })
    expect(exit).toEqual(Exit.succeed([1, 2, 3, 4, 5]))
    expect(events).toContain('step.started a-b c\\.d\\[e\\] attempt=1 activity="increment"')
    expect(events).toContain('step.started valueOf.hasOwnProperty attempt=1 activity="increment"')
  })
})
