import {
  activity,
  child,
  forEach,
  parallel,
  runner,
  saga,
  sleep,
  step,
  tryCatch,
  webhook,
  withPolicies,
} from "@millrace/runtime/runner"
import type { BlockBody, Position } from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import type { DurableRunner } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { FaultHook, MemoryStore } from "@millrace/runtime/journal"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { beforeEach, describe, expect, it } from "vitest"
import { FakeClock } from "./fake-clock.ts"
import { pass } from "./engine-workflows.ts"

class Full extends Data.TaggedError("Full")<{ readonly town: string }> {}

const done: Array<string> = []
const urls: Array<string> = []
let isFull = true
beforeEach(() => {
  done.length = 0
  urls.length = 0
  isFull = true
})

const note = activity("note", async (what: string, { path }) => {
  done.push(path)
  return what
})
const slow = activity("slow", async (what: string, { path, abortSignal }) => {
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, 60)
    abortSignal.addEventListener("abort", () => {
      clearTimeout(timer)
      resolve(undefined)
    })
  })
  if (abortSignal.aborted) return "aborted"
  done.push(path)
  return what
})
const book = activity("book", {
  errors: [Full],
  run: async (town: string, { path, attempt }) => {
    done.push(`${path} ${attempt}`)
    if (isFull) throw new Full({ town })
    return town
  },
  compensate: async (_made, { path }) => {
    done.push(path)
  },
})
const bookNote = activity("book-note", {
  run: async (town: string) => town,
  compensate: async (_made, { path }) => {
    done.push(path)
  },
})
const [one, two] = [step("one", note), step("two", note)]
const slowly = step("slowly", slow)
const booked = step("book", book, withPolicies({ retry: { maximumAttempts: 2, initialInterval: 1 } }))

function workflow(name: string, body: (at: Position) => BlockBody, kind?: "child"): DurableRunner {
  const steps = kind === undefined ? [] : [{ path: "inner", kind }]
  return runner({ plan: { name, digest: name, steps }, body }) as DurableRunner
}

const row = workflow("row", function* (at) {
  const first = yield* one(at, "a")
  const town = yield* booked(at, "Oslo")
  return `${first} ${town} ${yield* two(at, "b")}`
})

const open = (
  store: MemoryStore,
  runners: ReadonlyArray<DurableRunner>,
  { fault, ...more }: { readonly fault?: FaultHook; readonly clock?: FakeClock } = {},
): Promise<Engine> =>
  Engine.open({
    ...more,
    journal: store.open(fault === undefined ? {} : { fault }),
    runners,
    // A clock that stands still wakes nothing that was set aside.
    setAsideAfterMs: more.clock === undefined ? 5 : 600_000,
    onError: () => undefined,
    webhookUrl: "https://example.org/hooks",
  })

/** Runs an execution until it fails, and gives its engine. */
async function failing(given: DurableRunner, store = memoryStore(), clock?: FakeClock): Promise<Engine> {
  const engine = await open(store, [given], clock === undefined ? {} : { clock })
  // What these workflows take is nothing.
  const execution = await engine.start(given, undefined as never, { id: "a" })
  await execution.result().then(
    () => {
      throw new Error("it has not failed")
    },
    () => undefined,
  )
  done.length = 0
  isFull = false
  return engine
}

describe("retrying", () => {
  it("goes on from the step that failed, with its first attempt, and does not do again what was committed", async () => {
    await using engine = await failing(row)
    await Promise.all([engine.retry("a"), engine.retry("a")])
    expect(await engine.result("a")).toBe("a Oslo b")
    expect(done).toEqual(["book 1", "two"])
    await expect(engine.retry("a")).rejects.toThrow(
      "execution 'a' cannot be retried: it has not failed, but is completed",
    )
  })

  it("can be done again and again, over restarts", async () => {
    const store = memoryStore()
    let engine = await failing(row, store)
    for (let time = 0; time < 3; time++) {
      isFull = true
      await engine.retry("a")
      await expect(engine.result("a")).rejects.toBeInstanceOf(Full)
      await engine.close()
      engine = await open(store, [row])
    }
    expect(done).toEqual(["book 1", "book 2", "book 1", "book 2", "book 1", "book 2"])
    isFull = false
    await engine.retry("a")
    await engine.close()
    await using later = await open(store, [row])
    expect(await later.result("a")).toBe("a Oslo b")
  })

  it("makes what the failure interrupted again, and not what ended beside it", async () => {
    await using engine = await failing(
      workflow("beside", (at) =>
        parallel(at, {
          slow: (at) => slowly(at, "s"),
          quick: (at) => one(at, "q"),
          books: function* (at) {
            yield* sleep(at, "pause", 10)
            return yield* booked(at, "Oslo")
          },
        }),
      ),
    )
    await engine.retry("a")
    expect(await engine.result("a")).toEqual({ slow: "s", quick: "q", books: "Oslo" })
    expect(done).toEqual(["books.book 1", "slow.slowly"])
  })

  it("leaves a failure that was handled as it was", async () => {
    await using engine = await failing(
      workflow("handled", function* (at) {
        const first = yield* tryCatch(at, "safe", (at) => booked(at, "Oslo"), { Full: (at) => one(at, "none") })
        return `${first} ${yield* booked(at, "Oslo")}`
      }),
    )
    await engine.retry("a")
    expect(await engine.result("a")).toBe("none Oslo")
    expect(done).toEqual(["book 1"])
  })

  it("makes the items again of which too few have succeeded", async () => {
    await using engine = await failing(
      workflow("items", function* (at) {
        // What begins with the name of the block is no item of it.
        yield* step("townsfolk", book, withPolicies({ onFailure: "continue" }))(at, "Bern")
        const towns = ["x", "y"]
        const all = yield* forEach(
          at,
          "towns",
          towns,
          (at, town) => (town === "x" ? one(at, town) : booked(at, town)),
          {
            minimumSuccess: 1,
            key: (town) => town,
          },
        )
        return all.filter(Result.isSuccess).length
      }),
    )
    await engine.retry("a")
    expect(await engine.result("a")).toBe(2)
    expect(done).toEqual(["towns[y].book 1"])
  })

  it("goes on in a child that failed, and in one that was interrupted", async () => {
    const inner = workflow("inner", function* (at) {
      yield* one(at, "a")
      return yield* booked(at, "Oslo")
    })
    const beside = workflow("beside", function* (at) {
      yield* two(at, "b")
      return yield* slowly(at, "s")
    })
    const [innerChild, besideChild] = [child("inner", () => inner as never), child("beside", () => beside as never)]
    await using engine = await failing(
      workflow("outer", (at) =>
        parallel(at, { inner: (at) => innerChild(at, undefined), beside: (at) => besideChild(at, undefined) }),
      ),
    )
    await expect(engine.retry("a/inner.inner")).rejects.toThrow("it is a child of 'a': retry that")
    await engine.retry("a")
    expect(await engine.result("a")).toEqual({ inner: "Oslo", beside: "s" })
    expect(done).toEqual(["book 1", "slowly"])
  })

  it("gives a wait that was too long another URL and its whole time, and leaves the one beside it", async () => {
    const announce = activity("announce", async ({ url }: { readonly url: string }) => {
      urls.push(url)
    })
    const short = webhook("short", { payload: Schema.Int, announce, deadline: 3_600_000 })
    const long = webhook("long", { payload: Schema.Int, announce })
    const waits = workflow("waits", (at) => parallel(at, { long: (at) => long(at), short: (at) => short(at) }))
    const clock = new FakeClock("2026-11-27T00:00:00Z")
    const failed = failing(waits, memoryStore(), clock)
    while (urls.length < 2) await pass(1)
    const isOver = failed.then(() => true)
    while (!(await Promise.race([isOver, pass(1).then(() => false)]))) await clock.set("2026-11-27T01:00:00Z")
    await using engine = await failed
    const call = (url = ""): Promise<Response> => engine.handleWebhook(new Request(url, { method: "POST", body: "1" }))
    const isShort = (url: string): boolean => atob(url.split("/").at(-1)?.split(".")[0] ?? "").includes("short")
    await engine.retry("a")
    while (urls.length < 3) await pass(1)
    expect((await call(urls.findLast(isShort))).status).toBe(200)
    expect((await call(urls.find(isShort))).status).toBe(410)
    expect((await call(urls.find((url) => !isShort(url)))).status).toBe(200)
    expect(await engine.result("a")).toEqual({ long: 1, short: 1 })
  })

  it("goes on with code that has been mended where its own code failed", async () => {
    const store = memoryStore()
    const given = (price: () => number): DurableRunner =>
      workflow("priced", function* (at) {
        yield* one(at, "a")
        return yield* two(at, String(price()))
      })
    const wrong = given(() => {
      throw new TypeError("no price")
    })
    await (await failing(wrong, store)).close()
    await using engine = await open(store, [given(() => 3)])
    await engine.retry("a")
    expect(await engine.result("a")).toBe("3")
    expect(done).toEqual(["two"])
  })

  it("is refused where something was undone, and where an execution was cancelled or is not there", async () => {
    const undoing = step("undoing", bookNote, withPolicies())
    await using engine = await failing(
      workflow("saga", (at) =>
        saga(at, "trip", function* (at) {
          yield* undoing(at, "Rome")
          return yield* booked(at, "Oslo")
        }),
      ),
    )
    await expect(engine.retry("a")).rejects.toMatchObject({
      _tag: "NotRetryable",
      message: "execution 'a' cannot be retried: what it had done has been undone",
    })
    await expect(engine.retry("b")).rejects.toMatchObject({ _tag: "ExecutionUnknown" })
    const waiting = workflow("waiting", (at) => sleep(at, "long", 60_000))
    await using other = await open(memoryStore(), [waiting])
    await other.start(waiting, undefined as never, { id: "a" })
    await other.cancel("a")
    await expect(other.retry("a")).rejects.toThrow("execution 'a' cannot be retried: it was cancelled")
  })

  it("loses nothing and repeats nothing whenever its process dies", async () => {
    let writes = Infinity
    for (let dies = 1; dies <= writes; dies++) {
      done.length = 0
      isFull = true
      const store = memoryStore()
      await (await failing(row, store)).close()
      let die: () => void = () => undefined
      const died = new Promise<void>((resolve) => {
        die = resolve
      })
      let count = 0
      let isOver = false
      const fault: FaultHook = ({ number }) => {
        if (!isOver) count = number
        if (number !== dies || isOver) return undefined
        setImmediate(die)
        return { kind: "crash", when: dies % 2 === 0 ? "before" : "after" }
      }
      const dying = await open(store, [row], { fault })
      const lived = dying.retry("a").then(() => dying.result("a"))
      const first = await Promise.race([lived, died])
      if (first !== undefined) {
        isOver = true
        writes = count
        expect(first).toBe("a Oslo b")
        // What is dead has nothing to close.
        if (count < dies) await dying.close()
        continue
      }
      const engine = await open(store, [row])
      await engine.retry("a").catch(() => undefined)
      expect(await engine.result("a"), `died at write ${dies}`).toBe("a Oslo b")
      expect(done.filter((what) => what === "one")).toEqual([])
      await engine.close()
    }
    expect(writes).toBeGreaterThan(5)
  })
})
