import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Odd, cancelsItself, fails, half, heater, lamp, oven, listens, note, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const nested = flow("nested", { input: Schema.Struct({ n: Schema.Number }), timeout: "1 second" })
  .use("warm", heater, (b) =>
    b.use("lit", lamp, (l) =>
      l
        .step("work", works, () => 100)
        .step("half", half, ({ input }) => input.n)
        .step("rest", works, () => 100),
    ),
  )
  .returns(({ warm }) => warm)

export const baking = flow("baking")
  .use("baked", oven, (b) => b.use("lit", lamp, (l) => l.step("work", works, () => 100)))
  .returns(({ baked }) => baked)

export const branches = flow("branches")
  .try(
    "safe",
    (t) =>
      t
        .parallel({
          a: (b) => b.use("warm", heater, (u) => u.step("work", works, () => 100)),
          b: (b) => b.step("bad", fails, () => 50),
        })
        .returns(({ a }) => a),
    { Refused: (h) => h.step("note", note, () => "handled") },
  )
  .returns(({ safe }) => safe)

export const listening = flow("listening")
  .use("lit", lamp, (b) => b.step("tidy", listens, () => ({ ms: 100, tidyMs: 20 })))
  .returns(({ lit }) => lit)

export const selfish = flow("selfish")
  .use("lit", lamp, (b) => b.step("before", works, () => 10).step("work", cancelsItself, () => 20))
  .returns(({ lit }) => lit)

const run = await meaningOf(nested, import.meta.filename)

const acquired = ["0 heater warms up", "20 heater on", "20 lamp on", "20 warm.lit.work starts"]
const released = (ms: number) => [`${ms} lamp off`, `${ms} heater cools down`, `${ms + 10} heater off`]

it("are released in reverse order on success, and the release is waited for", async () => {
  const { exit, told, endedMs } = await run({ n: 8 })
  expect(exit).toEqual(Exit.succeed(100))
  expect(told).toEqual([
    ...acquired,
    "120 warm.lit.work ends",
    "120 half 8",
    "120 warm.lit.rest starts",
    "220 warm.lit.rest ends",
    ...released(220),
  ])
  expect(endedMs).toBe(230)
})

it("are released on failure", async () => {
  const { exit, told } = await run({ n: 7 })
  expect(exit).toEqual(Exit.fail(new Odd({ n: 7 })))
  expect(told).toEqual([...acquired, "120 warm.lit.work ends", "120 half 7", ...released(120)])
})

it("are released when the execution is cancelled", async () => {
  const { exit, told } = await run({ n: 8 }, { cancelAtMs: 60 })
  expect(Exit.hasInterrupts(exit)).toBe(true)
  expect(told).toEqual([...acquired, "60 warm.lit.work is interrupted", ...released(60)])
})

it("are released once when the execution is cancelled while they are being released", async () => {
  const { exit, told } = await run({ n: 8 }, { cancelAtMs: 225 })
  expect(told.slice(-3)).toEqual(released(220))
  expect(Exit.hasInterrupts(exit)).toBe(true)
})

it("are released when they arrive after the execution was cancelled", async () => {
  const { exit, told } = await run({ n: 8 }, { cancelAtMs: 5 })
  expect(Exit.hasInterrupts(exit)).toBe(true)
  expect(told).toEqual(["0 heater warms up", "20 heater on", "20 heater cools down", "30 heater off"])
})

it("are acquired whole where that is an Effect, and then released, when the execution is cancelled meanwhile", async () => {
  const runBaking = await meaningOf(baking, import.meta.filename)
  expect((await runBaking(undefined, { cancelAtMs: 5 })).told).toEqual(["20 oven on", "30 oven off"])
  expect((await runBaking()).told).toEqual([
    "20 oven on",
    "20 lamp on",
    "20 baked.lit.work starts",
    "120 baked.lit.work ends",
    "120 lamp off",
    "130 oven off",
  ])
})

it("are released before a handler begins that handles the failure of a sibling", async () => {
  const runBranches = await meaningOf(branches, import.meta.filename)
  const { exit, told } = await runBranches()
  expect(exit).toEqual(Exit.succeed("handled"))
  expect(told.slice(-5)).toEqual([
    "50 safe.try.b.bad fails",
    "50 safe.try.a.warm.work is interrupted",
    "50 heater cools down",
    "60 heater off",
    "60 handled",
  ])
})

it("are there until an activity that listens has tidied up", async () => {
  const runListening = await meaningOf(listening, import.meta.filename)
  const { told } = await runListening(undefined, { cancelAtMs: 50 })
  expect(told.slice(-3)).toEqual(["50 lit.tidy hears", "70 lit.tidy has tidied up", "70 lamp off"])
})

it("are there until an activity that has cancelled its own execution ends", async () => {
  const runSelfish = await meaningOf(selfish, import.meta.filename)
  const { told } = await runSelfish(undefined, { durable: "otherwise" })
  expect(told).toEqual([
    "0 lamp on",
    "0 lit.before starts",
    "10 lit.before ends",
    "10 lit.work starts",
    "10 lit.work hears",
    "30 lit.work is booked",
    "30 lamp off",
  ])
})
