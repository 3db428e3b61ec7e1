import {
  activity,
  decodeWith,
  human,
  mailbox,
  runner,
  saga,
  signal,
  sleep,
  step,
  webhook,
  withPolicies,
} from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import type { EngineOptions } from "@millrace/runtime/durable"
import type { MemoryStore } from "@millrace/runtime/journal"
import * as Data from "effect/Data"
import * as Schema from "effect/Schema"

export class Full extends Data.TaggedError("Full")<{ readonly town: string }> {}

export const done: Array<string> = []
export const note = activity("note", async (what: string) => {
  done.push(what)
  return what
})
const noteStep = step("note", note)
const afterStep = step("after", note)

export const noted = runner({
  plan: { name: "noted", digest: "noted", steps: [] },
  input: decodeWith(Schema.String),
  *body(at, { input }) {
    return yield* noteStep(at, input)
  },
})

export const paidSignal = signal("paid", { payload: Schema.Struct({ amount: Schema.Number }) })
export const paid = runner({
  plan: { name: "paid", digest: "paid", steps: [{ path: "paid", kind: "signal" }] },
  input: decodeWith(Schema.String),
  signals: mailbox({ paid: Schema.Struct({ amount: Schema.Number }) }),
  *body(at, { input }) {
    yield* noteStep(at, input)
    const { amount } = yield* paidSignal(at)
    return yield* afterStep(at, `${input} ${amount}`)
  },
})

const reviewTask = human("review", { form: Schema.Struct({ approved: Schema.Boolean }), assignees: ["ada"] })
export const reviewed = runner({
  plan: { name: "reviewed", digest: "reviewed", steps: [{ path: "review", kind: "human" }] },
  input: decodeWith(Schema.String),
  *body(at, { input }) {
    const { approved } = yield* reviewTask(at, { what: input })
    return approved
  },
})

export const slept = runner({
  plan: { name: "slept", digest: "slept", steps: [] },
  *body(at) {
    yield* sleep(at, "pause", 120)
    return yield* noteStep(at, "slept")
  },
})

const full = activity("full", {
  errors: [Full],
  run: async (town: string) => {
    throw new Full({ town })
  },
})
const fullStep = step("full", full)
export const failed = runner({
  plan: { name: "failed", digest: "failed", steps: [] },
  *body(at) {
    return yield* fullStep(at, "Oslo")
  },
})

const book = activity("book", {
  run: async (town: string) => town,
  compensate: async ({ output }) => {
    done.push(`undo ${output}`)
  },
})
const bookStep = step("book", book, withPolicies())
export const booked = runner({
  plan: { name: "booked", digest: "booked", steps: [{ path: "trip.paid", kind: "signal" }] },
  signals: mailbox({ "trip.paid": Schema.Struct({ amount: Schema.Number }) }),
  *body(at) {
    return yield* saga(at, "trip", function* (at) {
      yield* bookStep(at, "Rome")
      return yield* paidSignal(at)
    })
  },
})

export const announced: Array<string> = []
const announce = activity("announce", async ({ url }: { readonly url: string }) => {
  announced.push(url)
})
export const Call = Schema.Struct({ at: Schema.DateFromString, cents: Schema.Int })
export const verified = ({ headers }: { readonly headers: Readonly<Record<string, string>> }): boolean =>
  headers["x-key"] === "k"
const calledWebhook = webhook("called", { payload: Call, announce, verify: verified, deadline: 60_000 })
export const called = runner({
  plan: { name: "called", digest: "called", steps: [{ path: "called", kind: "webhook" }] },
  *body(at) {
    const { at: moment, cents } = yield* calledWebhook(at)
    return yield* afterStep(at, `${moment.getUTCFullYear()} ${cents}`)
  },
})

export const runners = [noted, paid, reviewed, slept, failed, booked, called]
const key = new Uint8Array(32).fill(7)
export const open = (store: MemoryStore, more: Partial<EngineOptions> = {}): Promise<Engine> =>
  Engine.open({
    journal: more.journal ?? store.open(),
    runners,
    tokenKey: key,
    webhookUrl: "https://example.org/hooks",
    setAsideAfterMs: 10,
    onError: () => undefined,
    ...more,
  })
export const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until an execution stands somewhere. */
export async function until(engine: Engine, id: string, status: string): Promise<void> {
  while ((await engine.read(id)).status !== status) await pass(2)
}
