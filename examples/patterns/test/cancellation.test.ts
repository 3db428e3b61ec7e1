import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import * as cancellation from "../wcp-19-20-25-cancellation.flow.ts"
import * as cancellationRunner from "../wcp-19-20-25-cancellation.runner.ts"
import { cancelling, describeBoth, done, sent } from "./play.ts"

describeBoth(cancellation.cancelTask, cancellationRunner.cancelTask, (play) => {
  it("WCP-19: withdraws one task, and goes on with the rest", async () => {
    const { exit, log } = await play(undefined, [done("look up"), sent("stop", "now"), done("pick")])
    expect(log).toEqual([
      "begin look up",
      "begin pick",
      "end look up",
      "begin assess credit",
      "send stop now",
      "withdraw assess credit",
      "end pick",
    ])
    expect(exit).toEqual(Exit.succeed({ credit: "cancelled", goods: "pick" }))
  })

  it("WCP-19: does not begin a task that is withdrawn before its turn", async () => {
    const { log } = await play(undefined, [sent("stop", "now"), done("pick")])
    expect(log).toEqual(["begin look up", "begin pick", "send stop now", "withdraw look up", "end pick"])
  })

  it("WCP-19: does the task when nobody withdraws it", async () => {
    const { exit } = await play(undefined, [done("look up"), done("assess credit"), done("pick")])
    expect(exit).toEqual(Exit.succeed({ credit: "done", goods: "pick" }))
  })
})

describeBoth(cancellation.cancelCase, cancellationRunner.cancelCase, (play) => {
  it("WCP-20: withdraws everything, and begins nothing more", async () => {
    const { exit, log } = await play(undefined, [done("bill"), cancelling])
    expect(log).toEqual(["begin pick", "begin bill", "end bill", "cancel", "withdraw pick"])
    expect(Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause)).toBe(true)
  })
})

describeBoth(cancellation.cancelCaseUndone, cancellationRunner.cancelCaseUndone, (play) => {
  it("WCP-20: undoes what has been done, last first, and not what has not", async () => {
    const { exit, log } = await play(undefined, [
      done("reserve"),
      done("label"),
      cancelling,
      done("undo label"),
      done("undo reserve"),
    ])
    expect(log).toEqual([
      "begin reserve",
      "end reserve",
      "begin label",
      "end label",
      "begin pack",
      "cancel",
      "withdraw pack",
      "begin undo label",
      "end undo label",
      "begin undo reserve",
      "end undo reserve",
    ])
    expect(Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause)).toBe(true)
  })
})

describeBoth(cancellation.cancelRegion, cancellationRunner.cancelRegion, (play) => {
  it("WCP-25: withdraws what is in the region, does not begin what would be, and goes on around it", async () => {
    const { exit, log } = await play(undefined, [sent("cancel", "now"), done("register"), done("tidy up")])
    expect(log).toEqual([
      "begin pack",
      "begin register",
      "send cancel now",
      "withdraw pack",
      "begin tidy up",
      "end register",
      "end tidy up",
    ])
    expect(exit).toEqual(Exit.succeed({ goods: "cancelled", papers: "cancelled" }))
  })

  it("WCP-25: goes through the region when nobody cancels it", async () => {
    const { exit } = await play(undefined, [
      done("pack"),
      done("register"),
      done("price"),
      done("bill"),
      done("tidy up"),
    ])
    expect(exit).toEqual(Exit.succeed({ goods: "done", papers: "done" }))
  })
})
