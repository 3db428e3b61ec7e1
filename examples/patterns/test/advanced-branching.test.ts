import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import * as choice from "../wcp-06-07-multi-choice-and-synchronizing-merge.flow.ts"
import * as choiceRunner from "../wcp-06-07-multi-choice-and-synchronizing-merge.runner.ts"
import * as merge from "../wcp-08-multi-merge.flow.ts"
import * as mergeRunner from "../wcp-08-multi-merge.runner.ts"
import * as partial from "../wcp-09-30-partial-join.flow.ts"
import * as partialRunner from "../wcp-09-30-partial-join.runner.ts"
import * as local from "../wcp-37-local-synchronizing-merge.flow.ts"
import * as localRunner from "../wcp-37-local-synchronizing-merge.runner.ts"
import * as threads from "../wcp-41-42-thread-split-and-merge.flow.ts"
import * as threadsRunner from "../wcp-41-42-thread-split-and-merge.runner.ts"
import { describeBoth, done, sent } from "./play.ts"

describeBoth(choice.multiChoice, choiceRunner.multiChoice, (play) => {
  it("WCP-6, WCP-7: takes both ways, and waits for both", async () => {
    const { exit, log } = await play({ injured: true, burning: true }, [
      done("extinguish"),
      done("drive ambulance"),
      done("report"),
    ])
    expect(log).toEqual([
      "begin drive ambulance",
      "begin extinguish",
      "end extinguish",
      "end drive ambulance",
      "begin report",
      "end report",
    ])
    expect(exit).toEqual(Exit.succeed({ ambulance: "drive ambulance", brigade: "extinguish" }))
  })

  it("WCP-6, WCP-7: takes one way, and waits for no other", async () => {
    const { exit, log } = await play({ injured: false, burning: true }, [done("extinguish"), done("report")])
    expect(log).toEqual(["begin extinguish", "end extinguish", "begin report", "end report"])
    expect(exit).toEqual(Exit.succeed({ ambulance: undefined, brigade: "extinguish" }))
  })
})

describeBoth(merge.multiMerge, mergeRunner.multiMerge, (play) => {
  it("WCP-8: runs what follows once for each branch, as soon as that branch arrives", async () => {
    const { exit, log } = await play(undefined, [
      done("lay pipes"),
      done("inspect pipes"),
      done("wire"),
      done("register pipes"),
      done("inspect wires"),
      done("register wires"),
    ])
    expect(log).toEqual([
      "begin lay pipes",
      "begin wire",
      "end lay pipes",
      "begin inspect pipes",
      "end inspect pipes",
      "begin register pipes",
      "end wire",
      "begin inspect wires",
      "end register pipes",
      "end inspect wires",
      "begin register wires",
      "end register wires",
    ])
    expect(exit).toEqual(Exit.succeed(["register pipes", "register wires"]))
  })
})

describeBoth(partial.structuredDiscriminator, partialRunner.structuredDiscriminator, (play) => {
  it("WCP-9: begins at the first end, starts nothing at the second, and is over when both have ended", async () => {
    const { exit, log } = await play(undefined, [
      done("check pulse"),
      done("triage after check pulse"),
      done("check breathing"),
      done("report triage after check pulse"),
    ])
    expect(log).toEqual([
      "begin check breathing",
      "begin check pulse",
      "end check pulse",
      "begin triage after check pulse",
      "end triage after check pulse",
      "end check breathing",
      "begin report triage after check pulse",
      "end report triage after check pulse",
    ])
    expect(exit).toEqual(Exit.succeed("report triage after check pulse"))
  })
})

describeBoth(partial.structuredPartialJoin, partialRunner.structuredPartialJoin, (play) => {
  it("WCP-30: begins at the second of three ends, and lets the third branch go on", async () => {
    const { exit, log } = await play(undefined, [
      done("sign cat"),
      done("sign ann"),
      done("sign bob"),
      done("seal after sign cat and sign ann"),
    ])
    expect(log).toEqual([
      "begin sign ann",
      "begin sign bob",
      "begin sign cat",
      "end sign cat",
      "end sign ann",
      "begin seal after sign cat and sign ann",
      "end sign bob",
      "end seal after sign cat and sign ann",
    ])
    expect(exit).toEqual(Exit.succeed("seal after sign cat and sign ann"))
  })
})

describeBoth(local.localSynchronizingMerge, localRunner.localSynchronizingMerge, (play) => {
  it("WCP-37: waits at each join for the tasks that are done, and only for those it needs", async () => {
    const { exit, log } = await play({ survey: true, permit: true }, [
      done("design"),
      done("survey"),
      done("dig"),
      done("apply for permit"),
      done("fence"),
      done("build"),
      done("hand over"),
    ])
    expect(log).toEqual([
      "begin design",
      "end design",
      "begin survey",
      "begin apply for permit",
      "end survey",
      "begin dig",
      "end dig",
      "end apply for permit",
      "begin build",
      "begin fence",
      "end fence",
      "end build",
      "begin hand over",
      "end hand over",
    ])
    expect(exit).toEqual(Exit.succeed({ walls: "build", fence: "fence" }))
  })

  it("WCP-37: does not wait for a task that is skipped", async () => {
    const { exit, log } = await play({ survey: false, permit: true }, [
      done("design"),
      done("dig"),
      done("apply for permit"),
      done("build"),
      done("fence"),
      done("hand over"),
    ])
    expect(log).toEqual([
      "begin design",
      "end design",
      "begin apply for permit",
      "begin dig",
      "end dig",
      "end apply for permit",
      "begin build",
      "begin fence",
      "end build",
      "end fence",
      "begin hand over",
      "end hand over",
    ])
    expect(exit).toEqual(Exit.succeed({ walls: "build", fence: "fence" }))
  })
})

describeBoth(threads.threadSplitAndMerge, threadsRunner.threadSplitAndMerge, (play) => {
  it("WCP-42, WCP-41: goes on in three threads, each at its own pace, that become one", async () => {
    const { exit, log } = await play(undefined, [
      done("receive paper"),
      done("read 2"),
      done("review 2"),
      done("read 1"),
      done("read 3"),
      done("review 3"),
      done("review 1"),
      done("decide"),
    ])
    expect(log).toEqual([
      "begin receive paper",
      "end receive paper",
      "begin read 1",
      "begin read 2",
      "begin read 3",
      "end read 2",
      "begin review 2",
      "end review 2",
      "end read 1",
      "begin review 1",
      "end read 3",
      "begin review 3",
      "end review 3",
      "end review 1",
      "begin decide",
      "end decide",
    ])
    expect(exit).toEqual(Exit.succeed(["review 1", "review 2", "review 3"]))
  })
})

describeBoth(threads.threadMerge, threadsRunner.threadMerge, (play) => {
  it("WCP-41: makes one of each three that come from outside", async () => {
    const { exit, log } = await play(undefined, [
      ...["a", "b", "c", "d"].map((vehicle) => sent("registered", vehicle)),
      done("process a b c"),
      ...["e", "f"].map((vehicle) => sent("registered", vehicle)),
      done("process d e f"),
    ])
    expect(log).toEqual([
      "send registered a",
      "send registered b",
      "send registered c",
      "begin process a b c",
      "send registered d",
      "end process a b c",
      "send registered e",
      "send registered f",
      "begin process d e f",
      "end process d e f",
    ])
    expect(exit).toEqual(Exit.succeed(["process a b c", "process d e f"]))
  })
})
