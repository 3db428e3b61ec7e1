import { describe, expect, it } from "vitest"
import * as doFlow from "../do.flow.ts"
import * as doRunner from "../do.runner.ts"
import * as flowFlow from "../flow.flow.ts"
import * as flowRunner from "../flow.runner.ts"
import * as fork from "../fork.flow.ts"
import * as forkRunner from "../fork.runner.ts"
import * as switchFlow from "../switch.flow.ts"
import * as switchRunner from "../switch.runner.ts"
import { both, steps } from "./both.ts"

describe("task with sequential sub tasks", () => {
  it.each(both(doFlow.sequentialTasks, doRunner.sequentialTasks))("runs them in order, %s", async (_way, runner) => {
    const { lines, onEvent } = steps()
    expect(await runner.run(undefined, { onEvent })).toEqual({ colors: ["red", "green", "blue"] })
    expect(lines).toEqual([
      "step.started compositeExample.setRed",
      "step.completed compositeExample.setRed",
      "step.started compositeExample.setGreen",
      "step.completed compositeExample.setGreen",
      "step.started compositeExample.setBlue",
      "step.completed compositeExample.setBlue",
    ])
  })
})

describe("implicit sequence flow", () => {
  it.each(both(flowFlow.implicitSequence, flowRunner.implicitSequence))(
    "runs red first, green after red, blue after green, %s",
    async (_way, runner) => {
      const { lines, onEvent } = steps()
      expect(await runner.run(undefined, { onEvent })).toEqual({ colors: ["red", "green", "blue"] })
      expect(lines.filter((line) => line.startsWith("step.started"))).toEqual([
        "step.started setRed",
        "step.started setGreen",
        "step.started setBlue",
      ])
    },
  )
})

describe("explicit sequence flow", () => {
  it.each(both(flowFlow.explicitSequence, flowRunner.explicitSequence))(
    "runs red first, green after red, blue after green, %s",
    async (_way, runner) => {
      const { lines, onEvent } = steps()
      expect(await runner.run(undefined, { onEvent })).toEqual({ colors: ["red", "green", "blue"] })
      expect(lines.filter((line) => line.startsWith("step.started"))).toEqual([
        "step.started red.setRed",
        "step.started green.setGreen",
        "step.started blue.setBlue",
      ])
    },
  )
})

describe("fork task with competing concurrent sub tasks", () => {
  it.each(both(fork.competingTasks, forkRunner.competingTasks))("gives one color, %s", async (_way, runner) => {
    const { colors } = await runner.run()
    expect(colors).toHaveLength(1)
    expect(["red", "green", "blue"]).toContain(colors[0])
  })
})

describe("switch task with matching case", () => {
  it.each(both(switchFlow.switchColor, switchRunner.switchColor))(
    "takes the case, which is the last thing it does, %s",
    async (_way, runner) => {
      const { lines, onEvent } = steps()
      expect(await runner.run({ color: "red" }, { onEvent })).toEqual({ colors: ["red"] })
      expect(lines).toEqual([
        "branch.taken switchColor",
        "step.started switchColor.red.setRed",
        "step.completed switchColor.red.setRed",
      ])
    },
  )
})

describe("switch task with implicit default case", () => {
  it.each(both(switchFlow.switchColor, switchRunner.switchColor))(
    "does nothing else and gives the input, %s",
    async (_way, runner) => {
      const { lines, onEvent } = steps()
      expect(await runner.run({ color: "yellow" }, { onEvent })).toEqual({ color: "yellow" })
      expect(lines).toEqual(["branch.taken switchColor"])
    },
  )
})

describe("switch task with explicit default case", () => {
  it.each(both(switchFlow.switchWithDefault, switchRunner.switchWithDefault))(
    "takes the default, which is the last thing it does, %s",
    async (_way, runner) => {
      const { lines, onEvent } = steps()
      expect(await runner.run({ color: "yellow" }, { onEvent })).toEqual({ colors: ["yellow"] })
      expect(lines).toEqual([
        "branch.taken switchColor",
        "step.started switchColor.otherwise.setCustomColor",
        "step.completed switchColor.otherwise.setCustomColor",
      ])
    },
  )
})
