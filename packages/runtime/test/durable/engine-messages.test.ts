import { memoryStore } from "@millrace/runtime/journal"
import { describe, expect, it } from "vitest"
import { open, paid, reviewed, until } from "./engine-workflows.ts"

describe("a signal", () => {
  it("is taken when the execution waits, and makes it go on when it was set aside", async () => {
    const store = memoryStore()
    await using engine = await open(store)
    await engine.start(paid, "order", { id: "a" })
    await until(engine, "a", "waiting")
    await engine.signal("a", "paid", { amount: 12 })
    expect(await engine.result("a")).toBe("order 12")
  })

  it("is kept when it comes before the execution waits, over a restart (invariant 2)", async () => {
    const store = memoryStore()
    const engine = await open(store, { maximumExecutions: 0 })
    await engine.start(paid, "early", { id: "a" })
    await engine.signal("a", "paid", { amount: 1 })
    await engine.close()
    await using later = await open(store)
    expect(await later.result("a")).toBe("early 1")
  })

  it("counts once however often it is sent, and is refused when it is another (invariant 7)", async () => {
    await using engine = await open(memoryStore())
    await engine.start(paid, "order", { id: "a" })
    await engine.signal("a", "paid", { amount: 1 }, { id: "m" })
    await engine.signal("a", "paid", { amount: 1 }, { id: "m" })
    await expect(engine.signal("a", "paid", { amount: 2 }, { id: "m" })).rejects.toMatchObject({
      _tag: "PayloadMismatch",
    })
    expect(await engine.result("a")).toBe("order 1")
    await expect(engine.signal("a", "paid", { amount: 3 })).rejects.toMatchObject({ _tag: "ExecutionEnded" })
  })

  it("is refused where it fits nothing", async () => {
    await using engine = await open(memoryStore())
    await engine.start(paid, "order", { id: "a" })
    await expect(engine.signal("a", "sold", 1)).rejects.toMatchObject({ _tag: "UnknownSignal" })
    await expect(engine.signal("a", "paid", { amount: "no" })).rejects.toMatchObject({ _tag: "InvalidPayload" })
    await expect(engine.signal("b", "paid", { amount: 1 })).rejects.toMatchObject({ _tag: "ExecutionUnknown" })
  })
})

describe("a human task", () => {
  it("is listed with its form, and completed by its token, over restarts, once (invariant 8)", async () => {
    const store = memoryStore()
    const engine = await open(store)
    await engine.start(reviewed, "invoice", { id: "a" })
    await until(engine, "a", "waiting")
    await engine.close()
    await using later = await open(store)
    const [task] = await later.tasks()
    expect(task).toMatchObject({
      execution: "a",
      path: "review",
      asks: {
        show: { what: "invoice" },
        assignees: ["ada"],
        form: { type: "object", required: ["approved"] },
      },
    })
    const token = task?.token ?? ""
    await expect(later.complete(token, { approved: "yes" })).rejects.toMatchObject({ _tag: "InvalidAnswer" })
    await later.complete(token, { approved: true })
    expect(await later.result("a")).toBe(true)
    expect(await later.tasks()).toEqual([])
    await later.complete(token, { approved: true })
    await expect(later.complete(token, { approved: false })).rejects.toMatchObject({
      _tag: "PayloadMismatch",
      message: "task 'review' of execution 'a' has been given another answer: the first one counts",
    })
  })

  it("is completed by no other token (invariant 8)", async () => {
    await using engine = await open(memoryStore())
    for (const id of ["a", "b"]) await engine.start(reviewed, id, { id })
    await until(engine, "b", "waiting")
    const [first] = await engine.tasks()
    const token = first?.token ?? ""
    const forged = `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`
    await expect(engine.complete(forged, { approved: true })).rejects.toMatchObject({
      _tag: "TokenRefused",
      problem: "unknown",
    })
    await expect(engine.complete("", { approved: true })).rejects.toMatchObject({ _tag: "TokenRefused" })
    await using stranger = await open(memoryStore(), { tokenKey: new Uint8Array(32).fill(8) })
    await expect(stranger.complete(token, { approved: true })).rejects.toMatchObject({
      _tag: "TokenRefused",
      problem: "unknown",
    })
    await engine.cancel("a")
    await expect(engine.complete(token, { approved: true })).rejects.toMatchObject({
      _tag: "TokenRefused",
      problem: "closed",
    })
  })
})
