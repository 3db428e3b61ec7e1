import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { ring } from "../bell.ts"
import * as triggers from "../wcp-23-24-triggers.flow.ts"
import * as triggersRunner from "../wcp-23-24-triggers.runner.ts"
import { describeBoth, done, happened, sent } from "./play.ts"

describeBoth(triggers.transientTrigger, triggersRunner.transientTrigger, (play) => {
  it("WCP-23: does not hear a bell that rings before it listens", async () => {
    const { exit, log } = await play(undefined, [
      happened("ring early", () => ring("early")),
      done("prepare"),
      happened("ring late", () => ring("late")),
      done("handle late"),
    ])
    expect(log).toEqual([
      "begin prepare",
      "ring early",
      "end prepare",
      "ring late",
      "begin handle late",
      "end handle late",
    ])
    expect(exit).toEqual(Exit.succeed("handle late"))
  })
})

describeBoth(triggers.persistentTrigger, triggersRunner.persistentTrigger, (play) => {
  it("WCP-24: keeps a message that comes before it waits", async () => {
    const { exit, log } = await play(undefined, [sent("call", "early"), done("prepare"), done("handle early")])
    expect(log).toEqual(["begin prepare", "send call early", "end prepare", "begin handle early", "end handle early"])
    expect(exit).toEqual(Exit.succeed("handle early"))
  })
})
