import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { fails, listens, note } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const tried = flow("tried")
  .try(
    "safe",
    (b) =>
      b
        .parallel({
          bad: (p) => p.step("one", fails, () => 10),
          tidy: (p) => p.step("one", listens, () => ({ ms: 99, tidyMs: 20 })),
        })
        .returns(({ tidy }) => tidy),
    { Refused: (h) => h.step("note", note, ({ error }) => error.by) },
  )
  .returns(({ safe }) => safe)

it("begins the handler after the cleanup of what the failure has interrupted", async () => {
  const run = await meaningOf(tried, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.succeed("safe.try.bad.one"))
  expect(told.slice(-3)).toEqual([
    "10 safe.try.tidy.one hears",
    "30 safe.try.tidy.one has tidied up",
    "30 safe.try.bad.one",
  ])
})
