import * as Redacted from "effect/Redacted"
import {
  activity,
  child,
  decodeWith,
  runner,
  saga,
  step,
  validateWith,
  withPolicies,
  withSchemas,
} from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { MemoryStore } from "@millrace/runtime/journal"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { called, paid, pass, reviewed } from "./engine-workflows.ts"

class Full extends Data.TaggedError("Full")<{ readonly town: string }> {}
class Odd extends Data.TaggedError("Odd")<{ readonly secret: unknown }> {}

const Stay = Schema.Struct({ from: Schema.Date, rooms: Schema.ReadonlyMap(Schema.String, Schema.Number) })
const keep = activity("keep", {
  output: Stay,
  run: async (stay: typeof Stay.Type) => stay,
})
const keepStep = step("keep", withSchemas(keep))
const stayed = runner({
  plan: { name: "stayed", digest: "stayed", steps: [] },
  input: decodeWith(Stay),
  output: validateWith(Stay),
  *body(at, { input }) {
    return yield* keepStep(at, input)
  },
})

const fullStep = step(
  "full",
  activity("full-hotel", {
    errors: [Full],
    run: async (town: string) => {
      throw new Full({ town })
    },
  }),
)
const refused = runner({
  plan: { name: "refused", digest: "refused", steps: [] },
  *body(at) {
    return yield* saga(at, "trip", (at) => fullStep(at, "Oslo"))
  },
})
const refusedChild = child("inner", () => refused)
const stayedChild = child("stay", () => stayed)
const parent = runner({
  plan: { name: "parent", digest: "parent", steps: [] },
  *body(at) {
    const { from } = yield* stayedChild(at, { from: new Date(5), rooms: new Map() })
    return yield* refusedChild(at, from)
  },
})

const priced = runner({
  plan: { name: "priced", digest: "priced", steps: [] },
  vars: () => ({ rate: 2, name: "list" }),
  body: (_at, { vars }) => Effect.succeed(`${vars.name} ${vars.rate}`),
})

const secretStep = step(
  "secret",
  activity("secret", {
    errors: [Odd],
    run: async (_given: unknown) => {
      throw new Odd({ secret: Redacted.make("sesame") })
    },
  }),
  withPolicies(),
)
const leaking = runner({
  plan: { name: "leaking", digest: "leaking", steps: [] },
  *body(at) {
    return yield* secretStep(at, 1)
  },
})

const runners = [stayed, refused, parent, priced, leaking, paid, reviewed, called]
const open = (store: MemoryStore): Promise<Engine> =>
  Engine.open({ journal: store.open(), runners, onError: () => undefined, webhookUrl: "https://example.org/hooks" })

describe("the values of a workflow", () => {
  it("come back through its schemas, also from the journal", async () => {
    const store = memoryStore()
    const stay = { from: new Date(86_400_000), rooms: new Map([["a", 2]]) }
    const engine = await open(store)
    const execution = await engine.start(stayed, stay, { id: "a" })
    expect(await execution.result()).toEqual(stay)
    expect((await engine.start(stayed, stay, { id: "a" })).isNew).toBe(false)
    await engine.close()
    await using later = await open(store)
    expect(await later.result("a")).toEqual(stay)
    expect((await later.read("a")).input).toBe('{"from":"1970-01-02T00:00:00.000Z","rooms":[["a",2]]}')
  })

  it("fail as those of a direct execution where they do not fit", async () => {
    const store = memoryStore()
    await using engine = await open(store)
    // @ts-expect-error it takes a date
    const strange = engine.start(stayed, { from: "today", rooms: new Map() }, { id: "a" })
    await expect(strange).rejects.toMatchObject({ _tag: "PayloadNotPlain" })
    // @ts-expect-error it takes a date
    const other = await engine.start(stayed, { from: "today" }, { id: "b" })
    await expect(other.result()).rejects.toMatchObject({ _tag: "InvalidInput", workflow: "stayed" })
  })
})

describe("a failure that is read from the journal", () => {
  it.each(["refused", "parent"])("is of the class that the activity of '%s' declares", async (name) => {
    const store = memoryStore()
    const engine = await open(store)
    const execution = await engine.start(name === "parent" ? parent : refused, undefined, { id: "a" })
    const live = await execution.result().catch((error: unknown) => error)
    await engine.close()
    await using later = await open(store)
    const read = await later.result("a").catch((error: unknown) => error)
    expect([live instanceof Full, read instanceof Full]).toEqual([true, true])
    expect(read).toMatchObject({ _tag: "Full", town: "Oslo" })
  })
})

describe("the vars of a start", () => {
  it("are kept, and are part of what is started", async () => {
    const store = memoryStore()
    const before = await Engine.open({ journal: store.open(), runners, maximumExecutions: 0 })
    await before.start(priced, undefined, { id: "a", vars: { rate: 3 } })
    await before.close()
    await using engine = await open(store)
    expect(await engine.result("a")).toBe("list 3")
    expect((await engine.start(priced, undefined, { id: "a", vars: { rate: 3 } })).isNew).toBe(false)
    for (const vars of [{ rate: 4 }, undefined]) {
      const other = engine.start(priced, undefined, { id: "a", ...(vars && { vars }) })
      await expect(other).rejects.toMatchObject({ _tag: "PayloadMismatch" })
    }
    const unknown = await engine.start(priced, undefined, { vars: { price: 1 } })
    await expect(unknown.result()).rejects.toMatchObject({ _tag: "UnknownVariable" })
    await expect(engine.start(priced, undefined, { vars: { rate: () => 1 } })).rejects.toMatchObject({
      _tag: "PayloadNotPlain",
    })
  })
})

describe("a secret", () => {
  const secret = Redacted.make("sesame")
  const refusal = { _tag: "PayloadNotPlain", kind: "a secret" }

  it("is refused wherever it would be kept", async () => {
    const store = memoryStore()
    const engine = await open(store)
    // @ts-expect-error it takes a text
    await expect(engine.start(paid, secret)).rejects.toMatchObject(refusal)
    // @ts-expect-error it takes a date
    await expect(engine.start(stayed, { from: secret, rooms: new Map() })).rejects.toMatchObject(refusal)
    await expect(engine.start(priced, undefined, { vars: { rate: secret } })).rejects.toMatchObject(refusal)
    await engine.start(paid, "x", { id: "a" })
    await expect(engine.signal("a", "paid", { amount: 1, secret })).rejects.toMatchObject(refusal)
    await engine.start(reviewed, "x", { id: "b" })
    while ((await engine.tasks()).length === 0) await pass(1)
    const [task] = await engine.tasks()
    await expect(engine.complete(task?.token ?? "", { approved: true, secret })).rejects.toMatchObject(refusal)
    const leak = await engine.start(leaking, undefined, { id: "c" })
    await expect(leak.result()).rejects.toMatchObject(refusal)
    await engine.close()
    const kept = await Promise.all(["a", "b", "c"].map((id) => store.open().read(id)))
    expect(JSON.stringify(kept)).not.toContain("sesame")
  })
})
