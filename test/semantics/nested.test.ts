import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { describeBoth } from "./both.ts"
import * as flows from "./flows/nested.flow.ts"
import * as runners from "./flows/nested.runner.ts"

describeBoth(flows.nested, runners.nested, (run) => {
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
      'step.started rounds[2].safe.try.kind.numbers.each[6\\.1].later.half attempt=1 activity="half-later"',
    )
  })

  it("handles what fails deep inside, and goes on with the next iteration", async () => {
    const { exit, events } = await run({ kind: "numbers", items: [3] })
    expect(exit).toEqual(Exit.succeed({ total: 20, log: ["1: odd 3", "numbers 6", "3: odd 9"] }))
    expect(events.filter((event) => event.startsWith("branch.taken rounds[1]"))).toEqual([
      'branch.taken rounds[1].safe.try.kind branch="numbers"',
      'branch.taken rounds[1].safe branch="Odd"',
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
})
