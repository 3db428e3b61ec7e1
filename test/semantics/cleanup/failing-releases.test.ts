import { flow } from "@millrace/dsl"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Odd, half, lamp } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"
import { stuckDoor } from "../activities.ts"

export const leaving = flow("leaving", { input: Schema.Struct({ n: Schema.Number }) })
  .use("lit", lamp, (b) => b.use("open", stuckDoor, (d) => d.step("half", half, ({ input }) => input.n)))
  .returns(({ lit }) => lit)

const run = await meaningOf(leaving, import.meta.filename)

it("are a defect after a body that succeeded, and the resources around are released all the same", async () => {
  const { exit, told } = await run({ n: 8 })
  expect(exit).toEqual(Exit.die(new RangeError("door")))
  expect(told).toEqual(["0 lamp on", "0 door opens", "0 half 8", "0 door is stuck", "0 lamp off"])
})

it("stand behind the failure of a body that failed", async () => {
  const { exit, told } = await run({ n: 7 })
  const reasons = [Cause.makeFailReason(new Odd({ n: 7 })), Cause.makeDieReason(new RangeError("door"))]
  expect(exit).toEqual(Exit.failCause(Cause.fromReasons(reasons)))
  expect(told.slice(-2)).toEqual(["0 door is stuck", "0 lamp off"])
})
