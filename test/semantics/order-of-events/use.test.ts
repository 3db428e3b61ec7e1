import { flow, resource } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { note } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"
import { tell } from "../running/world.ts"

const door = resource("door", {
  acquire: () => {
    tell("door opens")
    return "door"
  },
  release: () => tell("door closes"),
})

export const entered = flow("entered")
  .use("room", door, (b) => b.step("inside", note, ({ resource: opened }) => `through the ${opened}`))
  .returns(({ room }) => room)

it("tells nothing by itself; its steps stand at its name", async () => {
  const run = await meaningOf(entered, import.meta.filename)
  const { exit, effects, events } = await run()
  expect(exit).toEqual(Exit.succeed("through the door"))
  expect(effects).toEqual(["door opens", "through the door", "door closes"])
  expect(events).toEqual([
    "0 execution.started",
    '0 step.started room.inside attempt=1 activity="note"',
    "0 step.completed room.inside attempt=1 durationMs=0",
    "0 execution.completed durationMs=0",
  ])
})
