import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import * as blocking from "../wcp-28-31-blocking-join.flow.ts"
import * as blockingRunner from "../wcp-28-31-blocking-join.runner.ts"
import * as cancelling from "../wcp-29-32-cancelling-join.flow.ts"
import * as cancellingRunner from "../wcp-29-32-cancelling-join.runner.ts"
import * as and from "../wcp-33-generalized-and-join.flow.ts"
import * as andRunner from "../wcp-33-generalized-and-join.runner.ts"
import { describeBoth, done, refused, sent } from "./play.ts"

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
