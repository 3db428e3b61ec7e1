import {
  activity,
  child,
  human,
  mailbox,
  race,
  runner,
  signal,
  sleep,
  step,
  withPolicies,
} from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import type { DurableRunner } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { FaultHook } from "@millrace/runtime/journal"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"

class Busy extends Data.TaggedError("Busy")<{ readonly at: string }> {}

const busy = activity("busy", {
  errors: [Busy],
  run: async (at: string): Promise<string> => {
    throw new Busy({ at })
  },
})

const sleeps = runner({
  plan: { name: "sleeps", digest: "sleeps", steps: [] },
  *body(at) {
    yield* sleep(at, "pause", 60)
    return "slept"
  },
})

const Paid = Schema.Struct({ amount: Schema.Number })
const paid = signal("paid", { payload: Paid, deadline: 60 })
const expects = runner({
  plan: { name: "expects", digest: "expects", steps: [{ path: "paid", kind: "signal" }] },
  signals: mailbox({ paid: Paid }),
  *body(at) {
    const got = yield* paid(at, () => Effect.succeed("nobody"))
    return typeof got === "string" ? got : "somebody"
  },
})

const review = human("review", { form: Schema.Struct({ approved: Schema.Boolean }), deadline: 60 })
const asks = runner({
  plan: { name: "asks", digest: "asks", steps: [{ path: "review", kind: "human" }] },
  *body(at) {
    const answer = yield* review(at, undefined, () => Effect.succeed("nobody"))
    return typeof answer === "string" ? answer : "somebody"
  },
})

function parentOf(inner: DurableRunner<undefined>, name: string): DurableRunner<void> {
  const childStep = child("inner", () => inner as typeof sleeps)
  return runner({
    plan: { name, digest: name, steps: [] },
    *body(at) {
      return yield* childStep(at, undefined)
    },
  })
}

const tries = step(
  "tries",
  busy,
  withPolicies({ deadline: 60, retry: { maximumAttempts: 9, initialInterval: 3_600_000 } }),
)
const limited = runner({
  plan: { name: "limited", digest: "limited", steps: [] },
  *body(at) {
    return yield* tries(at, "desk")
  },
})

/** Gives what an execution comes to that is put out of memory as soon as it only waits. */
async function resultOf(
  given: DurableRunner<void>,
  fault: FaultHook = () => undefined,
  act: (engine: Engine) => Promise<void> = () => Promise.resolve(),
): Promise<unknown> {
  const journal = memoryStore().open({ fault })
  await using engine = await Engine.open({ journal, runners: [given], setAsideAfterMs: 10 })
  const { result } = await engine.start(given, undefined, { id: "a" })
  await act(engine)
  const late = new Promise((resolve) => setTimeout(resolve, 5_000, "never woken"))
  return await Promise.race([result().catch((error: unknown) => String(error)), late])
}

it("wakes an execution for what its child waits for (invariant 11)", async () => {
  expect(await resultOf(parentOf(sleeps, "parent-of-sleeps"))).toBe("slept")
  expect(await resultOf(parentOf(expects, "parent-of-expects"))).toBe("nobody")
  expect(await resultOf(parentOf(asks, "parent-of-asks"))).toBe("nobody")
})

it("wakes an execution for the deadline of a step whose next attempt is due later", async () => {
  expect(await resultOf(limited)).toBe("DeadlineExceeded: step 'tries' took longer than its deadline of 60 ms")
})

const soon = runner({
  plan: { name: "soon", digest: "soon", steps: [] },
  *body(at) {
    const { branch } = yield* race(at, "first", {
      soon: (at) => sleep(at, "wait", 20),
      late: (at) => sleep(at, "wait", 3_600_000),
    })
    return branch
  },
})

const unhurried = signal("paid", { payload: Paid })
const heard = runner({
  plan: { name: "heard", digest: "heard", steps: [{ path: "first.paid.paid", kind: "signal" }] },
  signals: mailbox({ "first.paid.paid": Paid }),
  *body(at) {
    const { branch } = yield* race(at, "first", {
      paid: (at) => unhurried(at),
      late: (at) => sleep(at, "wait", 3_600_000),
    })
    return branch
  },
})

it("wakes an execution whose timer has fired while that is on its way to the disk", async () => {
  const fault: FaultHook = ({ changes }) =>
    changes.some((change) => change.kind === "entry" && change.entry.kind === "timer.fired")
      ? { kind: "delay", delayMs: 80 }
      : undefined
  expect(await resultOf(soon, fault)).toBe("soon")
})

it("wakes an execution whose message is on its way to the disk", async () => {
  const fault: FaultHook = ({ changes }) =>
    changes.some((change) => change.kind === "entry" && change.entry.kind === "received")
      ? { kind: "delay", delayMs: 80 }
      : undefined
  const send = (engine: Engine): Promise<void> => engine.signal("a", "paid", { amount: 1 })
  expect(await resultOf(heard, fault, send)).toBe("paid")
})
