import { DeadlineExceeded, ExecutionEnded, InvalidPayload, SignalsFull, UnknownSignal } from "@millrace/runtime"
import { loop, mailbox, parallel, runner, signal } from "@millrace/runtime/runner"
import type { BlockBody, Position } from "@millrace/runtime/runner"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { watched } from "./watched.ts"

const Payment = Schema.Struct({ cents: Schema.NumberFromString })
const paid = signal("paid", { payload: Payment })

function waiting<Body extends BlockBody>(body: (at: Position) => Body, ...paths: ReadonlyArray<string>) {
  const steps = paths.map((path) => ({ path, kind: "signal" as const }))
  return runner({
    plan: { name: "order", digest: "0123456789abcdef", steps },
    signals: mailbox({}),
    body: (at) => body(at),
  })
}

const refusal = (sent: Promise<void>): Promise<unknown> => sent.catch((error: unknown) => error)

describe("signal", () => {
  it("gives the decoded message, and says what happened", async () => {
    const { lines, onEvent } = watched()
    const execution = waiting((at) => paid(at), "paid").start(undefined, { onEvent })
    await execution.signal("paid", { cents: "12" })
    expect(await execution.result()).toEqual({ cents: 12 })
    expect(lines).toEqual([
      "execution.started",
      "step.waiting paid",
      "signal.received paid",
      "step.completed paid",
      "execution.completed",
    ])
  })

  it("refuses a message that does not fit to its sender, and goes on waiting", async () => {
    const execution = waiting((at) => paid(at), "paid").start()
    expect(await refusal(execution.signal("paid", { cents: 1 }))).toEqual(
      new InvalidPayload({ signal: "paid", issues: [{ path: ["cents"], message: "expected string, found 1" }] }),
    )
    await execution.signal("paid", { cents: "3" })
    expect(await execution.result()).toEqual({ cents: 3 })
  })

  it("refuses a message to a name that is no signal, naming those there are", async () => {
    const execution = waiting((at) => paid(at), "paid").start()
    const refused = await refusal(execution.signal("payed", {}))
    expect(refused).toEqual(new UnknownSignal({ workflow: "order", signal: "payed", known: ["paid"] }))
    expect(refused).toMatchObject({ message: "workflow 'order' has no signal 'payed', but has 'paid'" })
    await execution.cancel()
  })

  it("keeps messages in order of arrival, and gives each iteration of a loop the next one", async () => {
    const rounds = waiting(
      (at) =>
        loop(
          at,
          "rounds",
          [] as ReadonlyArray<number>,
          function* (at, state) {
            const { cents } = yield* paid(at)
            return [...state, cents]
          },
          { until: (state) => state.length === 3, max: 3 },
        ),
      "rounds",
      "rounds[].paid",
    ).start()
    const sent = ["1", "2", "3"].map((cents) => rounds.signal("paid", { cents }))
    await Promise.all(sent)
    expect(await rounds.result()).toEqual([1, 2, 3])
  })

  it("addresses one of several steps of a name by its path", async () => {
    const both = waiting((at) => parallel(at, { a: (at) => paid(at), b: (at) => paid(at) }), "a.paid", "b.paid").start()
    const refused = await refusal(both.signal("paid", { cents: "0" }))
    expect(refused).toBeInstanceOf(UnknownSignal)
    expect(refused).toMatchObject({
      message: "workflow 'order' has several signals 'paid': send to 'a.paid' or 'b.paid'",
    })
    await both.signal("b.paid", { cents: "2" })
    await both.signal("a.paid", { cents: "1" })
    expect(await both.result()).toEqual({ a: { cents: 1 }, b: { cents: 2 } })
  })

  it("keeps a thousand messages, and refuses the next one", async () => {
    const slow = waiting((at) => paid(at), "paid", "later").start()
    const sent = Array.from({ length: 1_001 }, () => refusal(slow.signal("later", {})))
    expect(await sent[1_000]).toEqual(new SignalsFull({ signal: "later", limit: 1_000 }))
    await slow.signal("paid", { cents: "1" })
    expect(await Promise.all(sent.slice(0, 1_000))).toEqual(sent.slice(1).map(() => new ExecutionEnded(slow.id)))
  })

  it("refuses everything after the execution has ended", async () => {
    const execution = waiting((at) => paid(at), "paid").start(undefined, { executionId: "e-1" })
    await execution.cancel()
    expect(Exit.isFailure(await execution.exit())).toBe(true)
    expect(await refusal(execution.signal("paid", { cents: "1" }))).toEqual(new ExecutionEnded("e-1"))
    await expect(execution.result()).rejects.toMatchObject({ _tag: "ExecutionCancelled" })
  })

  it("fails when no message comes in time, or runs its escalation", async () => {
    const hasty = signal("paid", { payload: Payment, deadline: 5 })
    expect(await waiting((at) => hasty(at), "paid").runExit()).toEqual(
      Exit.fail(new DeadlineExceeded({ path: "paid", deadlineMs: 5 })),
    )
    const late = waiting((at) => hasty(at, () => Exit.succeed("late" as const)), "paid")
    expect(await late.run()).toBe("late")
  })
})
