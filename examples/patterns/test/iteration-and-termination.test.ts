import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import * as cycles from "../wcp-10-arbitrary-cycles.flow.ts"
import * as cyclesRunner from "../wcp-10-arbitrary-cycles.runner.ts"
import * as termination from "../wcp-11-43-termination.flow.ts"
import * as terminationRunner from "../wcp-11-43-termination.runner.ts"
import * as loop from "../wcp-21-structured-loop.flow.ts"
import * as loopRunner from "../wcp-21-structured-loop.runner.ts"
import * as recursion from "../wcp-22-recursion.flow.ts"
import * as recursionRunner from "../wcp-22-recursion.runner.ts"
import { describeBoth, done, passed, refused } from "./play.ts"

describeBoth(cycles.arbitraryCycles, cyclesRunner.arbitraryCycles, (play) => {
  it("WCP-10: enters the cycle at one task, and leaves it from the same", async () => {
    const { exit, log } = await play({ from: "write" }, [
      done("write", "check"),
      done("check", "write"),
      done("write", "withdrawn"),
    ])
    expect(log).toEqual(["begin write", "end write", "begin check", "end check", "begin write", "end write"])
    expect(exit).toEqual(Exit.succeed("withdrawn"))
  })

  it("WCP-10: enters it at the other task, and leaves it from there", async () => {
    const { exit, log } = await play({ from: "check" }, [
      done("check", "write"),
      done("write", "check"),
      done("check", "published"),
    ])
    expect(log).toEqual(["begin check", "end check", "begin write", "end write", "begin check", "end check"])
    expect(exit).toEqual(Exit.succeed("published"))
  })
})

describeBoth(loop.structuredLoop, loopRunner.structuredLoop, (play) => {
  it("WCP-21: tests before each iteration, or after it", async () => {
    const { exit, log } = await play({ pages: 2 }, [
      done("print 1"),
      done("print 2"),
      done("ask", "no"),
      done("ask", "yes"),
    ])
    expect(log).toEqual([
      "begin print 1",
      "end print 1",
      "begin print 2",
      "end print 2",
      "begin ask",
      "end ask",
      "begin ask",
      "end ask",
    ])
    expect(exit).toEqual(Exit.succeed("yes"))
  })

  it("WCP-21: does nothing when the test before fails at once, and one thing when the test after holds at once", async () => {
    const { log } = await play({ pages: 0 }, [done("ask", "yes")])
    expect(log).toEqual(["begin ask", "end ask"])
  })
})

describeBoth(recursion.recursion, recursionRunner.recursion, (play) => {
  it("WCP-22: runs itself as deep as its input goes", async () => {
    const wheel = { name: "wheel", parts: [] }
    const { exit, log } = await play({ name: "car", parts: [{ name: "axle", parts: [wheel] }, wheel] }, [
      done("assemble wheel"),
      done("assemble axle"),
      done("assemble wheel"),
      done("assemble car"),
    ])
    expect(log).toEqual([
      "begin assemble wheel",
      "end assemble wheel",
      "begin assemble axle",
      "end assemble axle",
      "begin assemble wheel",
      "end assemble wheel",
      "begin assemble car",
      "end assemble car",
    ])
    expect(exit).toEqual(Exit.succeed("car(axle(wheel()) wheel())"))
  })
})

describeBoth(termination.implicitTermination, terminationRunner.implicitTermination, (play) => {
  it("WCP-11: ends when the last task has ended, whichever that is", async () => {
    const { exit, log } = await play(undefined, [done("file"), done("ship")])
    expect(log).toEqual(["begin ship", "begin file", "end file", "end ship"])
    expect(exit).toEqual(Exit.succeed("nothing left"))
  })
})

describeBoth(termination.explicitTermination, terminationRunner.explicitTermination, (play) => {
  it("WCP-43: ends the whole from inside a branch, and withdraws what else is going on", async () => {
    const { exit, log } = await play(undefined, [done("pack"), refused("check credit", "bankrupt")])
    expect(log).toEqual([
      "begin pack",
      "begin check credit",
      "end pack",
      "begin ship",
      "refuse check credit",
      "withdraw ship",
    ])
    expect(exit).toEqual(Exit.succeed("ended: bankrupt"))
  })

  it("WCP-43: goes to its other end when no branch ends it", async () => {
    const { exit } = await play(undefined, [done("check credit"), done("pack"), done("ship")])
    expect(exit).toEqual(Exit.succeed("ship"))
  })
})

describeBoth(termination.firstEnd, terminationRunner.firstEnd, (play) => {
  it("WCP-43: ends at whichever end is reached first", async () => {
    const { exit, log } = await play(undefined, [passed("2 hours"), done("note expiry")])
    expect(log).toEqual(["begin offer", "pass 2 hours", "begin note expiry", "end note expiry", "withdraw offer"])
    expect(exit).toEqual(Exit.succeed("expired"))
  })
})
