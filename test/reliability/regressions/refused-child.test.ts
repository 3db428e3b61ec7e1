import { flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore, WriteRefused } from "@millrace/runtime/journal"
import { expect, it } from "vitest"

const inner = flow("inner")
  .let("one", () => 1)
  .returns(({ one }) => one)
const parent = interpret(
  flow("parent")
    .child("inner", inner)
    .returns(({ inner }) => inner),
)
const refused = new WriteRefused({ file: "in memory", problem: "disk-full" })

it("begins a child again whose start could not be written", async () => {
  let starts = 0
  const journal = memoryStore().open({
    fault: ({ operation }) => {
      if (operation !== "start") return undefined
      starts += 1
      return starts === 2 ? { kind: "fail", error: refused } : undefined
    },
  })
  await using engine = await Engine.open({ journal, runners: [parent], onError: () => undefined })
  await engine.start(parent, undefined, { id: "a" })
  expect(await engine.outcome("a", { waitMs: 5_000 })).toMatchObject({ status: "completed", output: 1 })
})
