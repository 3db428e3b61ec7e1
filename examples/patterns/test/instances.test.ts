import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { Board } from "../board.ts"
import * as instances from "../wcp-12-13-14-15-multiple-instances.flow.ts"
import * as instancesRunner from "../wcp-12-13-14-15-multiple-instances.runner.ts"
import * as ending from "../wcp-26-27-ending-instances.flow.ts"
import * as endingRunner from "../wcp-26-27-ending-instances.runner.ts"
import * as partial from "../wcp-34-35-36-partial-join-of-instances.flow.ts"
import * as partialRunner from "../wcp-34-35-36-partial-join-of-instances.runner.ts"
import { describeBoth, done, happened, refused, sent } from "./play.ts"

describeBoth(instances.withoutSynchronization, instancesRunner.withoutSynchronization, (play) => {
  it("WCP-12: goes on without the instances, however they end", async () => {
    const { exit, log } = await play({ names: ["ann", "bob"] }, [
      done("close"),
      done("archive"),
      refused("remind bob", "moved"),
      done("remind ann"),
    ])
    expect(log).toEqual([
      "begin remind ann",
      "begin remind bob",
      "begin close",
      "end close",
      "begin archive",
      "end archive",
      "refuse remind bob",
      "end remind ann",
    ])
    expect(exit).toEqual(Exit.succeed("archive"))
  })
})

describeBoth(instances.designTimeKnowledge, instancesRunner.designTimeKnowledge, (play) => {
  it("WCP-13: runs the instances at once, and goes on when all have ended", async () => {
    const { exit, log } = await play(undefined, [
      done("second signature"),
      done("first signature"),
      done("third signature"),
      done("file"),
    ])
    expect(log).toEqual([
      "begin first signature",
      "begin second signature",
      "begin third signature",
      "end second signature",
      "end first signature",
      "end third signature",
      "begin file",
      "end file",
    ])
    expect(exit).toEqual(Exit.succeed(["first signature", "second signature", "third signature"]))
  })
})

describeBoth(instances.runTimeKnowledge, instancesRunner.runTimeKnowledge, (play) => {
  it.each([[["ann", "bob"]], [["cat"]], [[]]])("WCP-14: runs as many instances as there are: %j", async (names) => {
    const tasks = names.map((name) => `review by ${name}`)
    const { exit, log } = await play({ names }, [done("count"), ...tasks.map((task) => done(task)), done("send")])
    expect(log).toEqual([
      "begin count",
      "end count",
      ...tasks.map((task) => `begin ${task}`),
      ...tasks.map((task) => `end ${task}`),
      "begin send",
      "end send",
    ])
    expect(exit).toEqual(Exit.succeed(tasks))
  })
})

describeBoth(instances.withoutKnowledge, instancesRunner.withoutKnowledge, (play) => {
  it("WCP-15: adds instances while others run, and goes on when all have ended", async () => {
    const { exit, log } = await play(undefined, [
      done("ask", "ann"),
      done("ask", "bob"),
      done("hear bob"),
      done("ask", "cat"),
      done("ask", "nobody"),
      done("hear ann"),
      done("hear cat"),
      done("compare 3"),
    ])
    expect(log).toEqual([
      "begin ask",
      "end ask",
      "begin hear ann",
      "begin ask",
      "end ask",
      "begin hear bob",
      "begin ask",
      "end hear bob",
      "end ask",
      "begin hear cat",
      "begin ask",
      "end ask",
      "end hear ann",
      "end hear cat",
      "begin compare 3",
      "end compare 3",
    ])
    expect(exit).toEqual(Exit.succeed(["hear ann", "hear bob", "hear cat"]))
  })
})

describeBoth(instances.statements, instancesRunner.statements, (play) => {
  it("WCP-15: takes a statement while it asks for the next, and none when there is nobody", async () => {
    const { exit, log } = await play(undefined, [done("ask", "ann"), done("hear ann"), done("ask", "nobody")])
    expect(log).toEqual(["begin ask", "end ask", "begin hear ann", "begin ask", "end hear ann", "end ask"])
    expect(exit).toEqual(Exit.succeed(["hear ann"]))
  })
})

describeBoth(ending.cancelInstances, endingRunner.cancelInstances, (play) => {
  it("WCP-26: withdraws the instances that have not ended, and begins nothing after them", async () => {
    const { exit, log } = await play({ samples: ["a", "b", "c"] }, [done("test b"), sent("cancel", "now")])
    expect(log).toEqual([
      "begin test a",
      "begin test b",
      "begin test c",
      "end test b",
      "send cancel now",
      "withdraw test a",
      "withdraw test c",
    ])
    expect(exit).toEqual(Exit.succeed("cancelled"))
  })

  it("WCP-26: goes on when nobody cancels", async () => {
    const { exit, log } = await play({ samples: ["a"] }, [done("test a"), done("report")])
    expect(log).toEqual(["begin test a", "end test a", "begin report", "end report"])
    expect(exit).toEqual(Exit.succeed("all"))
  })
})

describeBoth(ending.completeInstances, endingRunner.completeInstances, (play) => {
  it("WCP-27: withdraws the instances that have not ended, and goes on with the results of the others", async () => {
    const { exit, log } = await play({ samples: ["a", "b", "c"] }, [
      done("test b"),
      sent("enough", "now"),
      done("report test b"),
    ])
    expect(log).toEqual([
      "begin test a",
      "begin test b",
      "begin test c",
      "end test b",
      "send enough now",
      "withdraw test a",
      "withdraw test c",
      "begin report test b",
      "end report test b",
    ])
    expect(exit).toEqual(Exit.succeed("report test b"))
  })

  it("WCP-27: goes on by itself when all have ended", async () => {
    const { exit } = await play({ samples: ["a", "b"] }, [
      done("test b"),
      done("test a"),
      done("report test a, test b"),
    ])
    expect(exit).toEqual(Exit.succeed("report test a, test b"))
  })
})

describeBoth(partial.staticPartialJoin, partialRunner.staticPartialJoin, (play) => {
  it("WCP-34: begins after two instances, lets the others go on, and is over when they have ended", async () => {
    const { exit, log } = await play({ samples: ["a", "b", "c"] }, [
      done("examine c"),
      done("examine a"),
      done("judge after examine c and examine a"),
      done("examine b"),
      done("clean up"),
    ])
    expect(log).toEqual([
      "begin examine a",
      "begin examine b",
      "begin examine c",
      "end examine c",
      "end examine a",
      "begin judge after examine c and examine a",
      "end judge after examine c and examine a",
      "end examine b",
      "begin clean up",
      "end clean up",
    ])
    expect(exit).toEqual(
      Exit.succeed({
        each: ["examine a", "examine b", "examine c"],
        next: "judge after examine c and examine a",
      }),
    )
  })
})

describeBoth(partial.cancellingPartialJoinOfInstances, partialRunner.cancellingPartialJoinOfInstances, (play) => {
  it("WCP-35: withdraws the other instances after two", async () => {
    const { exit, log } = await play({ samples: ["a", "b", "c"] }, [
      done("examine c"),
      done("examine a"),
      done("judge after examine c and examine a"),
    ])
    expect(log).toEqual([
      "begin examine a",
      "begin examine b",
      "begin examine c",
      "end examine c",
      "end examine a",
      "withdraw examine b",
      "begin judge after examine c and examine a",
      "end judge after examine c and examine a",
    ])
    expect(exit).toEqual(Exit.succeed("judge after examine c and examine a"))
  })
})

describeBoth(partial.shipments, partialRunner.shipments, (play) => {
  it("WCP-36: ships nothing more once enough has arrived, and no longer asks", async () => {
    const board = new Board()
    const arrive = happened("two arrive", () => ["arrived", "arrived"].forEach((note) => board.post(note)))
    const { exit, log } = await play({ board }, [arrive])
    expect(log).toEqual(["begin ask", "two arrive", "withdraw ask"])
    expect(exit).toEqual(Exit.succeed(0))
  })

  it("WCP-36: ships until there is nothing left", async () => {
    const { exit, log } = await play({ board: new Board() }, [
      done("ask", "s1"),
      done("ask", "nothing"),
      done("ship s1"),
    ])
    expect(log).toEqual(["begin ask", "end ask", "begin ship s1", "begin ask", "end ask", "end ship s1"])
    expect(exit).toEqual(Exit.succeed(1))
  })
})

describeBoth(partial.dynamicPartialJoin, partialRunner.dynamicPartialJoin, (play) => {
  it("WCP-36: begins when its condition holds, adds no instance then, and lets those under way go on", async () => {
    const { exit, log } = await play(undefined, [
      done("ask", "s1"),
      done("ask", "s2"),
      done("ask", "s3"),
      done("ship s1"),
      done("ask", "s4"),
      done("ship s4"),
      done("invoice"),
      done("ship s2"),
      done("ship s3"),
    ])
    expect(log).toEqual([
      "begin ask",
      "end ask",
      "begin ship s1",
      "begin ask",
      "end ask",
      "begin ship s2",
      "begin ask",
      "end ask",
      "begin ship s3",
      "begin ask",
      "end ship s1",
      "end ask",
      "begin ship s4",
      "begin ask",
      "end ship s4",
      "begin invoice",
      "withdraw ask",
      "end invoice",
      "end ship s2",
      "end ship s3",
    ])
    expect(exit).toEqual(Exit.succeed({ shipments: 4, next: "invoice" }))
  })
})
