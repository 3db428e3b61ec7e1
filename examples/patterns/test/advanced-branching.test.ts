import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import * as choice from "../wcp-06-07-multi-choice-and-synchronizing-merge.flow.ts"
import * as choiceRunner from "../wcp-06-07-multi-choice-and-synchronizing-merge.runner.ts"
import * as merge from "../wcp-08-multi-merge.flow.ts"
import * as mergeRunner from "../wcp-08-multi-merge.runner.ts"
import * as partial from "../wcp-09-30-partial-join.flow.ts"
import * as partialRunner from "../wcp-09-30-partial-join.runner.ts"
import * as blocking from "../wcp-28-31-blocking-join.flow.ts"
import * as blockingRunner from "../wcp-28-31-blocking-join.runner.ts"
import * as cancelling from "../wcp-29-32-cancelling-join.flow.ts"
import * as cancellingRunner from "../wcp-29-32-cancelling-join.runner.ts"
import * as and from "../wcp-33-generalized-and-join.flow.ts"
import * as andRunner from "../wcp-33-generalized-and-join.runner.ts"
import * as local from "../wcp-37-local-synchronizing-merge.flow.ts"
import * as localRunner from "../wcp-37-local-synchronizing-merge.runner.ts"
import * as threads from "../wcp-41-42-thread-split-and-merge.flow.ts"
import * as threadsRunner from "../wcp-41-42-thread-split-and-merge.runner.ts"
import { describeBoth, done, refused, sent } from "./play.ts"

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

describeBoth(blocking.blockingDiscriminator, blockingRunner.blockingDiscriminator, (play) => {
  it("WCP-28: keeps what comes again until the join is over, and takes it then", async () => {
    const { exit, log } = await play(undefined, [
      sent("arrival", "ann"),
      sent("arrival", "bob"),
      done("check ann"),
      sent("security", "eve"),
      done("check bob"),
      sent("security", "dan"),
    ])
    expect(log).toEqual([
      "send arrival ann",
      "begin check ann",
      "send arrival bob",
      "end check ann",
      "send security eve",
      "begin check bob",
      "end check bob",
      "send security dan",
    ])
    expect(exit).toEqual(Exit.succeed(["check ann", "check bob"]))
  })
})

describeBoth(blocking.blockingPartialJoin, blockingRunner.blockingPartialJoin, (play) => {
  it("WCP-31: does the same for two of three", async () => {
    const { exit, log } = await play(undefined, [
      sent("bob", "b1"),
      sent("bob", "b2"),
      sent("ann", "a1"),
      done("seal b1 and a1"),
      sent("ann", "a2"),
      sent("cat", "c1"),
      done("seal a2 and b2"),
      sent("cat", "c2"),
    ])
    expect(log).toEqual([
      "send bob b1",
      "send bob b2",
      "send ann a1",
      "begin seal b1 and a1",
      "end seal b1 and a1",
      "send ann a2",
      "send cat c1",
      "begin seal a2 and b2",
      "end seal a2 and b2",
      "send cat c2",
    ])
    expect(exit).toEqual(Exit.succeed(["seal b1 and a1", "seal a2 and b2"]))
  })
})

describeBoth(cancelling.cancellingDiscriminator, cancellingRunner.cancellingDiscriminator, (play) => {
  it("WCP-29: withdraws the other branch at the first end", async () => {
    const { exit, log } = await play(undefined, [done("search south"), done("rescue south")])
    expect(log).toEqual([
      "begin search north",
      "begin search south",
      "end search south",
      "withdraw search north",
      "begin rescue south",
      "end rescue south",
    ])
    expect(exit).toEqual(Exit.succeed("rescue south"))
  })
})

describeBoth(cancelling.cancellingPartialJoin, cancellingRunner.cancellingPartialJoin, (play) => {
  it("WCP-32: withdraws the third branch when two have succeeded", async () => {
    const { exit, log } = await play(undefined, [done("ask cat"), done("ask ann"), done("decide on 2")])
    expect(log).toEqual([
      "begin ask ann",
      "begin ask bob",
      "begin ask cat",
      "end ask cat",
      "end ask ann",
      "withdraw ask bob",
      "begin decide on 2",
      "end decide on 2",
    ])
    expect(exit).toEqual(Exit.succeed(["ask cat", "ask ann"]))
  })

  it("WCP-32: does not wait for ever when too few succeed", async () => {
    const { exit, log } = await play(undefined, [
      refused("ask ann", "busy"),
      done("ask cat"),
      refused("ask bob", "ill"),
      done("decide on 1"),
    ])
    expect(log.slice(3)).toEqual([
      "refuse ask ann",
      "end ask cat",
      "refuse ask bob",
      "begin decide on 1",
      "end decide on 1",
    ])
    expect(exit).toEqual(Exit.succeed(["ask cat"]))
  })

  it("WCP-32: counts only those that succeed", async () => {
    const { exit } = await play(undefined, [
      refused("ask ann", "busy"),
      done("ask cat"),
      done("ask bob"),
      done("decide on 2"),
    ])
    expect(exit).toEqual(Exit.succeed(["ask cat", "ask bob"]))
  })
})

describeBoth(and.generalizedAndJoin, andRunner.generalizedAndJoin, (play) => {
  it("WCP-33: joins one of each, and keeps what comes early for the next join", async () => {
    const { exit, log } = await play(undefined, [
      sent("engine", "e1"),
      sent("engine", "e2"),
      sent("chassis", "c1"),
      done("build e1 c1"),
      sent("chassis", "c2"),
      done("build e2 c2"),
    ])
    expect(log).toEqual([
      "send engine e1",
      "send engine e2",
      "send chassis c1",
      "begin build e1 c1",
      "end build e1 c1",
      "send chassis c2",
      "begin build e2 c2",
      "end build e2 c2",
    ])
    expect(exit).toEqual(Exit.succeed(["build e1 c1", "build e2 c2"]))
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
