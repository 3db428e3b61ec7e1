import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import * as choice from "../wcp-16-deferred-choice.flow.ts"
import * as choiceRunner from "../wcp-16-deferred-choice.runner.ts"
import * as interleaved from "../wcp-17-40-interleaved-routing.flow.ts"
import * as interleavedRunner from "../wcp-17-40-interleaved-routing.runner.ts"
import * as milestone from "../wcp-18-milestone.flow.ts"
import * as milestoneRunner from "../wcp-18-milestone.runner.ts"
import * as section from "../wcp-39-critical-section.flow.ts"
import * as sectionRunner from "../wcp-39-critical-section.runner.ts"
import { describeBoth, done, passed, sent } from "./play.ts"

describeBoth(choice.deferredChoice, choiceRunner.deferredChoice, (play) => {
  it("WCP-16: goes the way of the message that comes first, and no longer the others", async () => {
    const { exit, log } = await play(undefined, [sent("visit", "ann"), sent("call", "bob"), done("receive ann")])
    expect(log).toEqual(["send visit ann", "begin receive ann", "send call bob", "end receive ann"])
    expect(exit).toEqual(Exit.succeed("receive ann"))
  })

  it("WCP-16: goes the way of time when no message comes", async () => {
    const { exit, log } = await play(undefined, [passed("2 hours"), sent("call", "bob"), done("escalate")])
    expect(log).toEqual(["pass 2 hours", "begin escalate", "send call bob", "end escalate"])
    expect(exit).toEqual(Exit.succeed("escalate"))
  })
})

describeBoth(interleaved.interleavedParallelRouting, interleavedRunner.interleavedParallelRouting, (play) => {
  it("WCP-17: keeps to the partial order, and does one thing at a time", async () => {
    const { exit, log } = await play(undefined, [done("pick"), done("invoice"), done("pack"), done("send")])
    expect(log).toEqual([
      "begin pick",
      "end pick",
      "begin invoice",
      "end invoice",
      "begin pack",
      "end pack",
      "begin send",
      "end send",
    ])
    expect(exit).toEqual(Exit.succeed("send"))
  })
})

describeBoth(interleaved.interleavedGraph, interleavedRunner.interleavedGraph, (play) => {
  it("WCP-17: does one node of a graph at a time, each after those it needs", async () => {
    const { exit, log } = await play(undefined, [done("pick"), done("pack"), done("invoice"), done("label")])
    expect(log).toEqual([
      "begin pick",
      "end pick",
      "begin pack",
      "end pack",
      "begin invoice",
      "end invoice",
      "begin label",
      "end label",
    ])
    expect(exit).toEqual(Exit.succeed(["pack", "label"]))
  })
})

describeBoth(interleaved.interleavedRouting, interleavedRunner.interleavedRouting, (play) => {
  it("WCP-40: does each task once, in the order they are called for, one at a time", async () => {
    const { exit, log } = await play(undefined, [
      sent("lights", "front"),
      sent("oil", "10W"),
      done("lights front"),
      sent("tyres", "all"),
      done("oil 10W"),
      done("tyres all"),
      done("return"),
    ])
    expect(log).toEqual([
      "send lights front",
      "begin lights front",
      "send oil 10W",
      "end lights front",
      "begin oil 10W",
      "send tyres all",
      "end oil 10W",
      "begin tyres all",
      "end tyres all",
      "begin return",
      "end return",
    ])
    expect(exit).toEqual(Exit.succeed(["oil 10W", "lights front", "tyres all"]))
  })
})

describeBoth(milestone.milestone, milestoneRunner.milestone, (play) => {
  it("WCP-18: enables a task when its state is reached, any number of times, and never after it", async () => {
    const { exit, log } = await play(undefined, [
      sent("change", "Rome"),
      done("book"),
      done("change to Rome"),
      sent("change", "Oslo"),
      done("change to Oslo"),
      sent("issue", "now"),
      sent("change", "Riga"),
      done("issue ticket"),
    ])
    expect(log).toEqual([
      "begin book",
      "send change Rome",
      "end book",
      "begin change to Rome",
      "end change to Rome",
      "send change Oslo",
      "begin change to Oslo",
      "end change to Oslo",
      "send issue now",
      "begin issue ticket",
      "send change Riga",
      "end issue ticket",
    ])
    expect(exit).toEqual(Exit.succeed(2))
  })

  it("WCP-18: neither interrupts a task that was enabled in time, nor enables one that waited too long", async () => {
    const { exit, log } = await play(undefined, [
      done("book"),
      sent("change", "Rome"),
      sent("change", "Oslo"),
      sent("issue", "now"),
      done("change to Rome"),
      done("issue ticket"),
    ])
    expect(log).toEqual([
      "begin book",
      "end book",
      "send change Rome",
      "begin change to Rome",
      "send change Oslo",
      "send issue now",
      "begin issue ticket",
      "end change to Rome",
      "end issue ticket",
    ])
    expect(exit).toEqual(Exit.succeed(1))
  })
})

describeBoth(section.criticalSection, sectionRunner.criticalSection, (play) => {
  it("WCP-39: lets one section wait while the other is gone through", async () => {
    const { exit, log } = await play(undefined, [
      done("announce withdrawal"),
      done("announce deposit"),
      done("check withdrawal"),
      done("book withdrawal"),
      done("count deposit"),
      done("book deposit"),
    ])
    expect(log).toEqual([
      "begin announce deposit",
      "begin announce withdrawal",
      "end announce withdrawal",
      "begin check withdrawal",
      "end announce deposit",
      "end check withdrawal",
      "begin book withdrawal",
      "end book withdrawal",
      "begin count deposit",
      "end count deposit",
      "begin book deposit",
      "end book deposit",
    ])
    expect(exit).toEqual(Exit.succeed(["book deposit", "book withdrawal"]))
  })
})

describeBoth(section.criticalSteps, sectionRunner.criticalSteps, (play) => {
  it("WCP-39: lets one step wait while the other has the place in the pool", async () => {
    const { exit, log } = await play(undefined, [
      done("announce withdrawal"),
      done("announce deposit"),
      done("book withdrawal"),
      done("book deposit"),
    ])
    expect(log).toEqual([
      "begin announce deposit",
      "begin announce withdrawal",
      "end announce withdrawal",
      "begin book withdrawal",
      "end announce deposit",
      "end book withdrawal",
      "begin book deposit",
      "end book deposit",
    ])
    expect(exit).toEqual(Exit.succeed(["book deposit", "book withdrawal"]))
  })
})
