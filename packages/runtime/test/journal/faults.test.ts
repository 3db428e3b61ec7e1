import { memoryStore } from "@millrace/runtime/journal"
import type { Fault } from "@millrace/runtime/journal"
import { describe, expect, it } from "vitest"
import { entryAdded, newExecution } from "../../src/journal/suite/samples.ts"

const unanswered = Symbol("unanswered")

/** Gives what a promise comes to, or that it has not come to anything when all that can happen has. */
function answerOf(promise: Promise<unknown>): Promise<unknown> {
  const later = new Promise((resolve) => setTimeout(resolve, 20, unanswered))
  return Promise.race([promise.catch((error: unknown) => error), later])
}

/** Makes three writes of which the second meets a fault, and gives their answers and what a restart finds. */
async function withFault(fault: Fault): Promise<{ readonly answers: ReadonlyArray<unknown>; readonly found: unknown }> {
  const store = memoryStore()
  const journal = store.open({ fault: ({ number }) => (number === 2 ? fault : undefined) })
  const started = journal.start(newExecution("a")).then(({ isNew }) => isNew)
  const writes = [1, 2].map((sequence) => journal.append([entryAdded("a", sequence)]))
  const answers = await Promise.all([started, ...writes].map(answerOf))
  const history = await store.open().read("a")
  return { answers, found: history?.entries.map(({ sequence }) => sequence) }
}

describe("a fault in a store in memory", () => {
  it("fails a write, and no other", async () => {
    const error = new Error("no")
    expect(await withFault({ kind: "fail", error })).toEqual({ answers: [true, error, undefined], found: [2] })
  })

  it("delays a write, and those behind it", async () => {
    expect(await withFault({ kind: "delay", delayMs: 1 })).toEqual({
      answers: [true, undefined, undefined],
      found: [1, 2],
    })
    expect((await withFault({ kind: "delay", delayMs: 40 })).answers).toEqual([true, unanswered, unanswered])
  })

  it("drops the acknowledgement of a write that was made", async () => {
    expect(await withFault({ kind: "drop" })).toEqual({ answers: [true, unanswered, undefined], found: [1, 2] })
  })

  it("ends the process before a write", async () => {
    expect(await withFault({ kind: "crash", when: "before" })).toEqual({
      answers: [true, unanswered, unanswered],
      found: [],
    })
  })

  it("ends the process after a write", async () => {
    expect(await withFault({ kind: "crash", when: "after" })).toEqual({
      answers: [true, unanswered, unanswered],
      found: [1],
    })
  })

  it("keeps what a dead process writes from arriving", async () => {
    const store = memoryStore()
    const dead = store.open()
    await dead.start(newExecution("a"))
    const journal = store.open()
    expect(await answerOf(dead.append([entryAdded("a", 1)]))).toBe(unanswered)
    expect(await answerOf(dead.read("a"))).toBe(unanswered)
    expect((await journal.read("a"))?.entries).toEqual([])
  })
})
