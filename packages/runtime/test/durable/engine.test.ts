import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { decodeWith, mailbox, runner, step } from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import type { DurableRunner } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { afterAll, describe, expect, it } from "vitest"
import {
  booked,
  done,
  failed,
  Full,
  note,
  noted,
  open,
  paid,
  paidSignal,
  pass,
  runners,
  slept,
  until,
} from "./engine-workflows.ts"

describe("starting", () => {
  it("runs an execution to its end, and has its result afterwards", async () => {
    const store = memoryStore()
    const engine = await open(store)
    const execution = await engine.start(noted, "hello", { id: "a" })
    expect([execution.id, execution.isNew, await execution.result()]).toEqual(["a", true, "hello"])
    await engine.close()
    const later = await open(store)
    expect(await later.result("a")).toBe("hello")
    expect((await later.read("a")).status).toBe("completed")
    await later.close()
  })

  it("gives the execution that there is for the same id and input, and refuses another input (invariant 7)", async () => {
    await using engine = await open(memoryStore())
    done.length = 0
    const [first, again] = await Promise.all([
      engine.start(noted, "once", { id: "a" }),
      engine.start(noted, "once", { id: "a" }),
    ])
    expect([first.isNew, again.isNew]).toEqual([true, false])
    expect(await Promise.all([first.result(), again.result()])).toEqual(["once", "once"])
    expect(done).toEqual(["once"])
    await expect(engine.start(noted, "twice", { id: "a" })).rejects.toThrow(
      "execution 'a' is known with another payload: give this one another id",
    )
    await expect(engine.start(slept, undefined, { id: "a" })).rejects.toMatchObject({ _tag: "PayloadMismatch" })
  })

  it("refuses what it cannot run, keep or find", async () => {
    await using engine = await Engine.open({ journal: memoryStore().open(), runners: [noted] })
    await expect(engine.start(paid, "x")).rejects.toThrow("this engine has no runner of 'paid', but of 'noted'")
    // @ts-expect-error the workflow takes a text
    await expect(engine.start(noted, () => 1)).rejects.toMatchObject({ _tag: "PayloadNotPlain" })
    await expect(engine.result("nobody")).rejects.toThrow("there is no execution 'nobody'")
    await expect(engine.cancel("nobody")).rejects.toMatchObject({ _tag: "ExecutionUnknown" })
  })

  it("rejects with the failure, and after a restart with what was kept of it", async () => {
    const store = memoryStore()
    const engine = await open(store)
    const execution = await engine.start(failed, undefined, { id: "a" })
    await expect(execution.result()).rejects.toBeInstanceOf(Full)
    await engine.close()
    await using later = await open(store)
    await expect(later.result("a")).rejects.toMatchObject({ _tag: "Full", town: "Oslo" })
  })

  it("runs no more at once than it is told, in the order of priority", async () => {
    done.length = 0
    const store = memoryStore()
    const before = await open(store, { maximumExecutions: 0 })
    for (const [id, priority] of [
      ["a", 0],
      ["b", 0],
      ["c", 5],
    ] as const)
      await before.start(noted, id, { id, priority })
    await before.close()
    await using engine = await open(store, { maximumExecutions: 1 })
    await Promise.all(["a", "b", "c"].map((id) => engine.result(id)))
    expect(done).toEqual(["c", "a", "b"])
  })
})

describe("invariant 5: a timer", () => {
  it("does not start over when its execution is set aside, or its process ends", async () => {
    const store = memoryStore()
    const begunMs = Date.now()
    const engine = await open(store)
    await engine.start(slept, undefined, { id: "a" })
    await until(engine, "a", "waiting")
    await pass(40)
    await engine.close()
    await using later = await open(store)
    expect(await later.result("a")).toBe("slept")
    expect(Date.now() - begunMs).toBeGreaterThanOrEqual(120)
    expect(Date.now() - begunMs).toBeLessThan(220)
  })
})

describe("invariant 10: cancelling", () => {
  it("undoes what was done, also in an execution that was set aside", async () => {
    done.length = 0
    await using engine = await open(memoryStore())
    await engine.start(booked, undefined, { id: "a" })
    await until(engine, "a", "waiting")
    await engine.cancel("a")
    expect(done).toEqual(["undo Rome"])
    expect((await engine.read("a")).status).toBe("cancelled")
    await expect(engine.result("a")).rejects.toMatchObject({ _tag: "ExecutionCancelled" })
    await engine.cancel("a")
  })
})

describe("an execution that cannot go on", () => {
  it("is suspended as Diverged when the code is another, and goes on with the right one", async () => {
    const store = memoryStore()
    const engine = await open(store)
    await engine.start(paid, "order", { id: "a" })
    await until(engine, "a", "waiting")
    await engine.close()
    const otherStep = step("other", note)
    const changed: DurableRunner = runner({
      plan: { name: "paid", digest: "changed", steps: [{ path: "paid", kind: "signal" }] },
      input: decodeWith(Schema.String),
      signals: mailbox({ paid: Schema.Struct({ amount: Schema.Number }) }),
      *body(at, { input }) {
        yield* otherStep(at, input)
        return yield* paidSignal(at)
      },
    })
    done.length = 0
    const wrong = await open(store, { runners: [changed] })
    await wrong.signal("a", "paid", { amount: 1 })
    await until(wrong, "a", "suspended")
    await expect(wrong.result("a")).rejects.toThrow(
      "execution 'a' is suspended: execution 'a' of 'paid' cannot go on with this code: at 'note' the code comes to 'other' instead, but the journal has the result of activity 'note'; put code back that does what was recorded (plan paid; this is changed), and resume it",
    )
    expect(done).toEqual([])
    await wrong.close()
    await using right = await open(store)
    await right.resume("a")
    expect(await right.result("a")).toBe("order 1")
    expect(done).toEqual(["order 1"])
  })

  it("is woken by 'resume' when the code does not wait any more for what it waits for", async () => {
    const store = memoryStore()
    const engine = await open(store)
    await engine.start(paid, "order", { id: "a" })
    await until(engine, "a", "waiting")
    await engine.close()
    const noteStep = step("note", note)
    const impatient: DurableRunner = runner({
      plan: { name: "paid", digest: "impatient", steps: [] },
      input: decodeWith(Schema.String),
      *body(at, { input }) {
        const noted = yield* noteStep(at, input)
        return `${noted}, unpaid`
      },
    })
    await using later = await open(store, { runners: [impatient] })
    await later.resume("a")
    expect(await later.result("a")).toBe("order, unpaid")
  })

  it("is suspended when there is no runner of its workflow", async () => {
    const store = memoryStore()
    const engine = await open(store, { maximumExecutions: 0 })
    await engine.start(noted, "x", { id: "a" })
    await engine.close()
    const without = await open(store, { runners: [slept] })
    await expect(without.result("a")).rejects.toThrow("this engine has no runner of 'noted', but of 'slept'")
    await without.close()
    await using right = await open(store)
    await right.resume("a")
    expect(await right.result("a")).toBe("x")
  })
})

describe("a journal that cannot be written for a while", () => {
  it("keeps the execution, which runs again what could not be kept", async () => {
    done.length = 0
    const errors: Array<unknown> = []
    const failure = new Error("the disk is full")
    const store = memoryStore()
    const journal = store.open({
      fault: ({ changes }) =>
        errors.length === 0 && changes.some(({ kind }) => kind === "entry")
          ? { kind: "fail", error: failure }
          : undefined,
    })
    await using engine = await Engine.open({ journal, runners, onError: (error) => errors.push(error) })
    const execution = await engine.start(noted, "kept", { id: "a" })
    expect(await execution.result()).toBe("kept")
    expect(errors).toEqual([failure])
    expect(done).toEqual(["kept", "kept"])
  })
})

describe("an engine on a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "millrace-engine-"))
  afterAll(() => rmSync(folder, { recursive: true }))

  it("goes on with many executions that it had set aside", async () => {
    const journal = `sqlite:${join(folder, "many.db")}` as const
    const ids = Array.from({ length: 200 }, (_, index) => `execution-${index}`)
    const options = { journal, runners, setAsideAfterMs: 5, maximumExecutions: 50 }
    const engine = await Engine.open(options)
    await Promise.all(ids.map((id) => engine.start(paid, id, { id })))
    while ((await engine.list({ status: "waiting", limit: 300 })).items.length < ids.length) await pass(5)
    await engine.close()
    await using later = await Engine.open(options)
    await Promise.all(ids.map((id, index) => later.signal(id, "paid", { amount: index })))
    expect(await Promise.all(ids.map((id) => later.result(id)))).toEqual(ids.map((id, index) => `${id} ${index}`))
  })
})
