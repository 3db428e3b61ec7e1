import { activity, flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import * as Data from "effect/Data"
import { expect, it } from "vitest"

class Full extends Data.TaggedError("Full")<{ readonly town: string }> {}
const full = activity("full", {
  errors: [Full],
  run: async (town: string): Promise<string> => {
    throw new Full({ town })
  },
})

const asked = flow("asked")
  .forEach(
    "rooms",
    () => ["Turin", "Oslo"],
    (b) => b.step("book", full, ({ item }) => item),
    { minimumSuccess: 0.5, key: (town) => town },
  )
  .returns(({ rooms }) => rooms.length)
const handled = flow("handled")
  .try("safe", (b) => b.child("inner", asked), {
    MinimumSuccessMissed: (b) =>
      b.let("failed", ({ error }) => error.summary.failures.map((failure) => JSON.stringify(failure))),
  })
  .returns(({ safe }) => safe)

const runners = [interpret(asked), interpret(handled)] as const

it("keeps a failure that has others inside, with all their tags", async () => {
  const store = memoryStore()
  const open = (): Promise<Engine> => Engine.open({ journal: store.open(), runners })
  const first = await open()
  const execution = await first.start(runners[0], undefined, { id: "asked" })
  const missed = { _tag: "MinimumSuccessMissed", minimumSuccess: 0.5, summary: { total: 2, failed: 2 } }
  await expect(execution.result()).rejects.toMatchObject(missed)
  const outcome = await (await first.start(runners[1], undefined, { id: "handled" })).result()
  expect(outcome).toEqual([expect.stringContaining(`"town":"Turin"`), expect.stringContaining(`"town":"Oslo"`)])
  await first.close()
  await using second = await open()
  await expect(second.result("asked")).rejects.toMatchObject({
    ...missed,
    summary: { failures: [{ failure: { _tag: "Full", town: "Turin" } }, { failure: { _tag: "Full", town: "Oslo" } }] },
  })
})
