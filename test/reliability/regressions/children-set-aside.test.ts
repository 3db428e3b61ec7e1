import { flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import { expect, it } from "vitest"

const sleeper = flow("sleeper")
  .sleep("nap", 60)
  .let("slept", () => 1)
  .returns(({ slept }) => slept)
const parent = flow("parent")
  .parallel({ one: (b) => b.child("inner", sleeper), other: (b) => b.child("inner", sleeper) })
  .returns(({ one, other }) => one + other)

it("sets several children that sleep aside with their parent, and lets all of them go on", async () => {
  const runner = interpret(parent)
  const journal = memoryStore().open()
  await using engine = await Engine.open({ journal, runners: [runner], setAsideAfterMs: 1 })
  await engine.start(runner, undefined, { id: "a" })
  while ((await engine.read("a")).status !== "waiting") await new Promise((resolve) => setTimeout(resolve, 1))
  const kinds = (await journal.read("a/other.inner"))?.entries.map(({ kind }) => kind)
  expect(kinds).toEqual(["due"])
  expect(await engine.outcome("a", { waitMs: 2_000 })).toMatchObject({ status: "completed", output: 2 })
})
