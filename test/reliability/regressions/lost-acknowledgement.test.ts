import { activity, flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import { beforeEach, expect, it } from "vitest"

const done: Array<string> = []
beforeEach(() => {
  done.length = 0
})

const fail = activity("fail", async (): Promise<number> => {
  throw new RangeError("full")
})
const note = activity("note", async () => void done.push("noted"))
const parent = interpret(
  flow("parent")
    .parallel({
      fails: (b) => b.step("fail", fail, () => undefined),
      beside: (b) => b.sleep("pause", 20).step("note", note, () => undefined),
    })
    .returns(() => "done"),
)

it("goes on in the order of the journal where the acknowledgement of a write is lost", async () => {
  const journal = memoryStore().open({
    fault: ({ changes }) =>
      changes.some((change) => change.kind === "entry" && change.entry.kind === "step.failed")
        ? { kind: "drop" }
        : undefined,
  })
  await using engine = await Engine.open({ journal, runners: [parent] })
  await engine.start(parent, undefined, { id: "a" })
  expect((await engine.outcome("a", { waitMs: 2_000 })).status).toBe("failed")
  expect(done).toEqual([])
})
