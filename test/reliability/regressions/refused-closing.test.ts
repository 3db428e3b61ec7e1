import { flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine, EngineClosed } from "@millrace/runtime/durable"
import { memoryStore, WriteRefused } from "@millrace/runtime/journal"
import { expect, it } from "vitest"

const sleeper = interpret(
  flow("sleeper")
    .sleep("nap", "1 hour")
    .let("slept", () => 1)
    .returns(({ slept }) => slept),
)
const refused = new WriteRefused({ file: "in memory", problem: "disk-full" })

it("gives the journal back where nothing can be written any more, and answers who waits", async () => {
  let isFull = false
  const store = memoryStore()
  const journal = store.open({ fault: () => (isFull ? { kind: "fail", error: refused } : undefined) })
  const troubles: Array<unknown> = []
  const engine = await Engine.open({ journal, runners: [sleeper], onError: (error) => troubles.push(error) })
  const execution = await engine.start(sleeper, undefined, { id: "a" })
  const waiting = execution.result().catch((failure: unknown) => failure)
  isFull = true
  await engine.close()
  expect(await waiting).toBeInstanceOf(EngineClosed)
  expect(troubles).toEqual([refused])
  await expect(journal.find("a")).rejects.toMatchObject({ problem: "closed" })
  expect((await store.open().find("a"))?.status).toBe("ready")
})
