import { Engine, EngineClosed } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import { expect, it } from "vitest"
import { parent } from "./waiting-child.ts"

it("says that it closes, not that a workflow is unknown, to who signals a child that its parent alone knows", async () => {
  const engine = await Engine.open({ journal: memoryStore().open(), runners: [parent] })
  await engine.start(parent, undefined, { id: "a" })
  while ((await engine.list()).items.length < 2) await new Promise((resolve) => setTimeout(resolve, 1))
  const signalled = engine.signal("a", "inner.paid", 1, { id: "one" }).catch((failure: unknown) => failure)
  await engine.close()
  expect(await signalled).toBeInstanceOf(EngineClosed)
})
