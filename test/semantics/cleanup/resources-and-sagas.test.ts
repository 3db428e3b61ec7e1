import { flow } from "@millrace/dsl"
import { expect, it } from "vitest"
import { books, fails, lamp } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const sagaInUse = flow("saga-in-use")
  .use("lit", lamp, (b) => b.saga("trip", (s) => s.step("one", books, () => 10).step("bad", fails, () => 0)))
  .returns(() => "done")

export const useInSaga = flow("use-in-saga")
  .saga("trip", (s) => s.use("lit", lamp, (b) => b.step("one", books, () => 10).step("bad", fails, () => 0)))
  .returns(() => "done")

it("undoes a saga while the resource around it is there", async () => {
  const run = await meaningOf(sagaInUse, import.meta.filename)
  expect((await run()).effects.slice(-2)).toEqual(["lit.trip.one.compensate undoes", "lamp off"])
})

it("releases a resource before the saga around it is undone", async () => {
  const run = await meaningOf(useInSaga, import.meta.filename)
  expect((await run()).effects.slice(-2)).toEqual(["lamp off", "trip.lit.one.compensate undoes"])
})
