import { activity, runner, step } from "@millrace/runtime/runner"
import { memoryStore } from "@millrace/runtime/journal"
import { expect, it } from "vitest"
import { open, pass, until } from "./engine-workflows.ts"

/** A workflow of two steps, the first of which ends when it is told to. */
function twoSteps() {
  const begun: Array<string> = []
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const first = step(
    "first",
    activity("first", async () => {
      begun.push("first")
      await ended
      return 1
    }),
  )
  const second = step(
    "second",
    activity("second", async () => {
      begun.push("second")
      return 2
    }),
  )
  const both = runner({
    plan: { name: "both", digest: "both", steps: [] },
    *body(at) {
      return (yield* first(at, undefined)) + (yield* second(at, undefined))
    },
  })
  return { both, begun, end }
}

it("lets a step in flight end and be kept, begins no other, and leaves the rest to the next process", async () => {
  const store = memoryStore()
  const { both, begun, end } = twoSteps()
  const engine = await open(store, { runners: [both] })
  await engine.start(both, undefined, { id: "a" })
  await expect.poll(() => begun).toEqual(["first"])
  const drained = engine.drain({ graceMs: 60_000 })
  expect(await Promise.race([drained.then(() => "drained"), pass(60).then(() => "in flight")])).toBe("in flight")
  end()
  await drained
  await engine.close()
  expect(begun).toEqual(["first"])
  const again = twoSteps()
  await using later = await open(store, { runners: [again.both] })
  expect(await later.result("a")).toBe(3)
  expect(again.begun).toEqual(["second"])
})

it("sets nothing aside that it keeps from going on: nothing would wake it", async () => {
  const store = memoryStore()
  const { both, begun, end } = twoSteps()
  const engine = await open(store, { runners: [both], setAsideAfterMs: 1 })
  await engine.start(both, undefined, { id: "a" })
  await expect.poll(() => begun).toEqual(["first"])
  const drained = engine.drain({ graceMs: 60_000 })
  end()
  await drained
  await pass(30)
  await engine.close()
  expect((await store.open().read("a"))?.execution.status).toBe("ready")
})

it("waits no longer than it is told to for what does not end", async () => {
  const store = memoryStore()
  const { both, begun } = twoSteps()
  const engine = await open(store, { runners: [both] })
  await engine.start(both, undefined, { id: "a" })
  await expect.poll(() => begun).toEqual(["first"])
  await engine.drain({ graceMs: 30 })
  await engine.close()
  const again = twoSteps()
  again.end()
  await using later = await open(store, { runners: [again.both] })
  expect(await later.result("a")).toBe(3)
  expect(again.begun).toEqual(["first", "second"])
})

it("waits for nothing where everything only waits", async () => {
  const engine = await open(memoryStore())
  await engine.start(engine.runnerOf("paid"), "x" as never, { id: "a" })
  await until(engine, "a", "waiting")
  await engine.drain({ graceMs: 60_000 })
  await engine.close()
})
