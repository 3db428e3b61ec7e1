import { flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore, WriteRefused } from "@millrace/runtime/journal"
import type { FaultHook } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"

const paid = interpret(
  flow("paid")
    .signal("paid", { payload: Schema.Number })
    .returns(({ paid }) => paid),
)
const refused = new WriteRefused({ file: "in memory", problem: "disk-full" })

/** Refuses to write that an execution waits, or is ready after it has waited, so many times. */
function refusing(status: "waiting" | "ready", times: number): FaultHook {
  let left = times
  return ({ changes }) => {
    if (left === 0 || !changes.some((change) => change.kind === "status" && change.status === status)) return undefined
    left -= 1
    return { kind: "fail", error: refused }
  }
}

const open = (fault: FaultHook): Promise<Engine> =>
  Engine.open({ journal: memoryStore().open({ fault }), runners: [paid], setAsideAfterMs: 1, onError: () => undefined })

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

it("gives an execution another life where it could not be written that it waits", async () => {
  await using engine = await open(refusing("waiting", 2))
  await engine.start(paid, undefined, { id: "a" })
  await pass(50)
  expect((await engine.read("a")).status).toBe("running")
  await engine.signal("a", "paid", 7, { id: "one" })
  expect(await engine.outcome("a", { waitMs: 5_000 })).toMatchObject({ status: "completed", output: 7 })
})

it("answers who wakes an execution, also where that could not be written at first", async () => {
  await using engine = await open(refusing("ready", 2))
  await engine.start(paid, undefined, { id: "a" })
  while ((await engine.read("a")).status !== "waiting") await pass(1)
  await engine.cancel("a")
  expect((await engine.read("a")).status).toBe("cancelled")
})
