import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import * as sequence from "../wcp-01-sequence.flow.ts"
import * as sequenceRunner from "../wcp-01-sequence.runner.ts"
import * as split from "../wcp-02-03-split-and-synchronization.flow.ts"
import * as splitRunner from "../wcp-02-03-split-and-synchronization.runner.ts"
import * as choice from "../wcp-04-05-exclusive-choice-and-simple-merge.flow.ts"
import * as choiceRunner from "../wcp-04-05-exclusive-choice-and-simple-merge.runner.ts"
import { describeBoth, done } from "./play.ts"

describeBoth(sequence.sequence, sequenceRunner.sequence, (play) => {
  it("WCP-1: begins a task when the one before it has ended", async () => {
    const { exit, log } = await play(undefined, [done("pack"), done("ship after pack")])
    expect(log).toEqual(["begin pack", "end pack", "begin ship after pack", "end ship after pack"])
    expect(exit).toEqual(Exit.succeed("ship after pack"))
  })
})

describeBoth(split.splitAndSynchronization, splitRunner.splitAndSynchronization, (play) => {
  it("WCP-2, WCP-3: begins both tasks before either ends, and the next one when both have", async () => {
    const { exit, log } = await play(undefined, [done("bill"), done("pick"), done("ship after pick and bill")])
    expect(log).toEqual([
      "begin pick",
      "begin bill",
      "end bill",
      "end pick",
      "begin ship after pick and bill",
      "end ship after pick and bill",
    ])
    expect(exit).toEqual(Exit.succeed("ship after pick and bill"))
  })
})

describeBoth(choice.choiceAndMerge, choiceRunner.choiceAndMerge, (play) => {
  it("WCP-4, WCP-5: takes one way only, and then the common one", async () => {
    const home = await play({ destination: "home" }, [done("post"), done("file after post")])
    expect(home.log).toEqual(["begin post", "end post", "begin file after post", "end file after post"])
    expect(home.exit).toEqual(Exit.succeed("file after post"))
  })

  it("WCP-4, WCP-5: takes the other way", async () => {
    const abroad = await play({ destination: "abroad" }, [done("declare"), done("fly"), done("file after fly")])
    expect(abroad.log).toEqual([
      "begin declare",
      "end declare",
      "begin fly",
      "end fly",
      "begin file after fly",
      "end file after fly",
    ])
    expect(abroad.exit).toEqual(Exit.succeed("file after fly"))
  })
})
