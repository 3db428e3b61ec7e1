import type { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { Journal } from "@millrace/runtime/journal"
import { human, mailbox, runner, signal, sleep } from "@millrace/runtime/runner"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { open, pass } from "./engine-workflows.ts"
import { FakeClock } from "./fake-clock.ts"

const Paid = Schema.Struct({ amount: Schema.Number })
const paidSignal = signal("paid", { payload: Paid, deadline: 60_000 })
const paidInTime = runner({
  plan: { name: "paid-in-time", digest: "paid-in-time", steps: [{ path: "paid", kind: "signal" }] },
  signals: mailbox({ paid: Paid }),
  *body(at) {
    const given = yield* paidSignal(at, function* () {
      yield* sleep(at, "grace", 1)
      return { amount: 0 }
    })
    return given.amount
  },
})

const reviewTask = human("review", { form: Schema.Struct({ approved: Schema.Boolean }), deadline: 60_000 })
const reviewedInTime = runner({
  plan: { name: "reviewed-in-time", digest: "reviewed-in-time", steps: [{ path: "review", kind: "human" }] },
  *body(at) {
    const given = yield* reviewTask(at, undefined, function* () {
      yield* sleep(at, "grace", 600_000)
      return { approved: undefined }
    })
    return given.approved ?? "nobody"
  },
})

/** Something that others wait for until it is opened. */
interface Door {
  readonly opened: Promise<void>
  readonly open: () => void
}

function door(): Door {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

interface Scene {
  readonly engine: Engine
  readonly clock: FakeClock
  /** Ends when so many waits are open. */
  readonly waits: (count: number) => Promise<void>
}

/** An engine whose journal does as `held` says. */
async function begin(held: (journal: Journal) => Partial<Journal>, setAsideAfterMs = 60_000): Promise<Scene> {
  const clock = new FakeClock("2026-01-01T00:00:00Z")
  const journal = memoryStore().open()
  const engine = await open(memoryStore(), {
    journal: { ...journal, ...held(journal) },
    clock,
    setAsideAfterMs,
    runners: [paidInTime, reviewedInTime],
  })
  const waits = async (count: number): Promise<void> => {
    while ((await journal.waits()).length !== count) await pass(2)
  }
  return { engine, clock, waits }
}

const afterTheDeadline = "2026-01-01T00:01:00Z"

/** Accepts nothing before a door is open, or tells nobody before that. */
function acceptedWhen({ opened }: Door, when: string): (journal: Journal) => Partial<Journal> {
  return ({ accept }) => ({
    accept: async (...given) => {
      if (when === "before") await opened
      const accepted = await accept(...given)
      await opened
      return accepted
    },
  })
}

describe("invariant 2: what is accepted before a deadline passes", () => {
  it.each(["before", "after"])("is taken by a signal whose deadline passes %s it is on the disk", async (when) => {
    const written = door()
    const { engine, clock, waits } = await begin(acceptedWhen(written, when))
    await engine.start(paidInTime, undefined, { id: "a" })
    await waits(1)
    const sent = engine.signal("a", "paid", { amount: 12 })
    await pass(5)
    await clock.set(afterTheDeadline)
    written.open()
    await sent
    expect(await engine.result("a")).toBe(12)
    await engine.close()
  })

  it.each(["before", "after"])("completes a task whose deadline passes %s it is on the disk", async (when) => {
    const written = door()
    const { engine, clock, waits } = await begin(acceptedWhen(written, when))
    await engine.start(reviewedInTime, undefined, { id: "a" })
    await waits(1)
    const [task] = await engine.tasks()
    const completed = engine.complete(task?.token ?? "", { approved: true })
    await pass(20)
    await clock.set(afterTheDeadline)
    written.open()
    await completed
    expect(await engine.result("a")).toBe(true)
    await engine.close()
  })
})

describe("an answer that comes while its deadline passes", () => {
  it("is refused when the step has given up before it was accepted, and not kept", async () => {
    const checked = door()
    let isHeld = false
    const { engine, clock, waits } = await begin(({ read }) => ({
      read: async (id) => {
        const history = await read(id)
        if (isHeld) await checked.opened
        return history
      },
    }))
    await engine.start(reviewedInTime, undefined, { id: "a" })
    await waits(1)
    const [task] = await engine.tasks()
    isHeld = true
    const completed = engine.complete(task?.token ?? "", { approved: true })
    completed.catch(() => undefined)
    await pass(5)
    await clock.set(afterTheDeadline)
    isHeld = false
    await waits(0)
    checked.open()
    await expect(completed).rejects.toMatchObject({ _tag: "TokenRefused", problem: "closed" })
    await clock.set("2026-01-01T01:00:00Z")
    expect(await engine.result("a")).toBe("nobody")
    await engine.close()
  })
})
