import { flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine, EngineClosed } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"

const inner = flow("inner")
  .signal("paid", { payload: Schema.Number })
  .returns(({ paid }) => paid)
const parent = interpret(
  flow("parent")
    .child("inner", inner)
    .returns(({ inner }) => inner),
)

it("says that it closes, not that a workflow is unknown, to who signals a child that its parent alone knows", async () => {
  const engine = await Engine.open({ journal: memoryStore().open(), runners: [parent] })
  await engine.start(parent, undefined, { id: "a" })
  while ((await engine.list()).items.length < 2) await new Promise((resolve) => setTimeout(resolve, 1))
  const signalled = engine.signal("a", "inner.paid", 1, { id: "one" }).catch((failure: unknown) => failure)
  await engine.close()
  expect(await signalled).toBeInstanceOf(EngineClosed)
})
