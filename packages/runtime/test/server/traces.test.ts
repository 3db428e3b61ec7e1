import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { activity, child, runner, saga, step, withPolicies } from "@millrace/runtime/runner"
import { memoryStore } from "@millrace/runtime/journal"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Tracer from "effect/Tracer"
import { expect, it } from "vitest"
import { open, paid, until } from "../durable/engine-workflows.ts"

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly status: { readonly code: number; readonly message?: string }
}

interface Sent {
  readonly resourceSpans: ReadonlyArray<{ readonly scopeSpans: ReadonlyArray<{ readonly spans: ReadonlyArray<Span> }> }>
}

/** A collector that takes OTLP over HTTP as JSON. */
async function collector() {
  const spans: Array<Span> = []
  const asked = new Set<string>()
  const server = createServer((request, response) => {
    let body = ""
    asked.add(
      `${request.method} ${request.url} ${request.headers["content-type"]} ${String(request.headers["x-team"])}`,
    )
    request.on("data", (chunk: Buffer) => (body += chunk.toString()))
    request.on("end", () => {
      const { resourceSpans } = JSON.parse(body) as Sent
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans)))
      response.end("{}")
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    otlp: { url: `http://127.0.0.1:${port}`, headers: { "x-team": "orders" } },
    spans,
    asked,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** Gives spans as lines: what they are called, and what they are called that they are part of. */
function tree(spans: ReadonlyArray<Span>): ReadonlyArray<string> {
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]))
  return spans
    .map(({ name, parentSpanId, status }) => {
      const outer = parentSpanId === undefined ? "" : ` in ${names.get(parentSpanId) ?? "nothing"}`
      return `${name}${outer}${status.code === 2 ? ` (${status.message})` : ""}`
    })
    .toSorted()
}

class Far extends Data.TaggedError("Far")<{ readonly message: string }> {}

it("sends a span for each execution, step and attempt, children in the trace of their parent", async () => {
  await using collected = await collector()
  let tries = 0
  const shaky = step(
    "shaky",
    activity("shaky", {
      errors: [Far],
      run: async () => {
        tries += 1
        if (tries === 1) throw new Far({ message: "too far" })
        return tries
      },
    }),
    withPolicies({ retry: { maximumAttempts: 3, initialInterval: 1 } }),
  )
  const inner = runner({
    plan: { name: "inner", digest: "inner", steps: [] },
    *body(at) {
      return yield* shaky(at, undefined)
    },
  })
  const innerChild = child("within", () => inner)
  const outer = runner({
    plan: { name: "outer", digest: "outer", steps: [] },
    *body(at) {
      return yield* innerChild(at, undefined)
    },
  })
  const engine = await open(memoryStore(), { runners: [outer, inner], otlp: collected.otlp })
  await engine.start(outer, undefined, { id: "a" })
  await engine.result("a")
  await engine.close()
  expect([...collected.asked]).toEqual(["POST /v1/traces application/json orders"])
  expect(tree(collected.spans)).toEqual([
    "inner in outer",
    "outer",
    "shaky attempt 1 in shaky (Far: too far)",
    "shaky attempt 2 in shaky",
    "shaky in inner",
    "within attempt 1 in within",
    "within in outer",
  ])
  expect(new Set(collected.spans.map(({ traceId }) => traceId)).size).toBe(1)
  for (const { startTimeUnixNano, endTimeUnixNano } of collected.spans) {
    expect(BigInt(startTimeUnixNano)).toBeLessThanOrEqual(BigInt(endTimeUnixNano))
  }
})

it("has spans that activities make in the attempt that made them", async () => {
  await using collected = await collector()
  let tries = 0
  const query = Effect.withSpan(Effect.sleep(1), "query")
  const ask = activity("ask", {
    errors: [Far],
    run: () => {
      tries += 1
      const answer = tries === 1 ? Effect.fail(new Far({ message: "too far" })) : Effect.succeed("near")
      return Effect.withSpan(Effect.andThen(query, answer), "lookup")
    },
  })
  const askStep = step("ask", ask, withPolicies({ retry: { maximumAttempts: 2, initialInterval: 1 } }))
  const book = activity("book", {
    run: () => Effect.as(Effect.withSpan(Effect.sleep(1), "reserve"), "booked"),
    compensate: () => Effect.withSpan(Effect.sleep(1), "undo"),
  })
  const bookStep = step("book", book, withPolicies())
  const failStep = step(
    "fail",
    activity("fail", { errors: [Far], run: async () => Promise.reject(new Far({ message: "no" })) }),
  )
  const inner = runner({
    plan: { name: "inner", digest: "inner", steps: [] },
    *body(at) {
      return yield* saga(at, "trip", function* (at) {
        yield* askStep(at, undefined)
        yield* bookStep(at, undefined)
        yield* failStep(at, undefined)
      })
    },
  })
  const innerChild = child("within", () => inner)
  const outer = runner({
    plan: { name: "outer", digest: "outer", steps: [] },
    *body(at) {
      return yield* innerChild(at, undefined)
    },
  })
  const engine = await open(memoryStore(), { runners: [outer, inner], otlp: collected.otlp })
  await engine.start(outer, undefined, { id: "a" })
  await expect(engine.result("a")).rejects.toThrow("no")
  await engine.close()
  expect(tree(collected.spans).filter((line) => /^(?:lookup|query|reserve|undo) /.test(line))).toEqual([
    "lookup in trip.ask attempt 1 (too far)",
    "lookup in trip.ask attempt 2",
    "query in lookup",
    "query in lookup",
    "reserve in trip.book attempt 1",
    "undo in inner",
  ])
  expect(new Set(collected.spans.map(({ traceId }) => traceId)).size).toBe(1)
})

it("leaves spans to the tracer that a runner was provided with, which knows what they are in", async () => {
  await using collected = await collector()
  const seen: Array<string> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      seen.push(`${options.name} in ${Option.getOrUndefined(options.parent)?.spanId}`)
      return span
    },
  })
  const look = step(
    "look",
    activity("look", () => Effect.withSpan(Effect.sleep(1), "own")),
  )
  const looks = runner({
    plan: { name: "looks", digest: "looks", steps: [] },
    *body(at) {
      return yield* look(at, undefined)
    },
  }).provide(Layer.succeed(Tracer.Tracer, tracer))
  const engine = await open(memoryStore(), { runners: [looks], otlp: collected.otlp })
  await engine.start(looks, undefined, { id: "a" })
  await engine.result("a")
  await engine.close()
  const attempt = collected.spans.find(({ name }) => name === "look attempt 1")
  expect(seen).toEqual([`own in ${attempt?.spanId}`])
  expect(tree(collected.spans)).toEqual(["look attempt 1 in look", "look in looks", "looks"])
})

it("goes on with the same trace after a restart, and the execution is one span from its start", async () => {
  await using collected = await collector()
  const store = memoryStore()
  const engine = await open(store, { otlp: collected.otlp })
  await engine.start(paid, "order", { id: "a" })
  await until(engine, "a", "waiting")
  const { startedMs } = await engine.read("a")
  await engine.close()
  expect(tree(collected.spans)).toEqual(["note attempt 1 in note", "note in nothing"])
  const later = await open(store, { otlp: collected.otlp })
  await later.signal("a", "paid", { amount: 1 })
  await later.result("a")
  await later.close()
  expect(tree(collected.spans)).toEqual([
    "after attempt 1 in after",
    "after in paid",
    "note attempt 1 in note",
    "note in paid",
    "paid",
  ])
  expect(new Set(collected.spans.map(({ traceId }) => traceId)).size).toBe(1)
  const whole = collected.spans.find(({ name }) => name === "paid")
  expect(whole?.startTimeUnixNano).toBe(`${startedMs}000000`)
})

it("are sent to a URL", async () => {
  await expect(open(memoryStore(), { otlp: { url: "collector:4318" } })).rejects.toThrow(
    "option 'otlp.url' of the engine is 'collector:4318', but has to be a URL of HTTP",
  )
})

it("holds nothing up when nobody takes them", async () => {
  const engine = await open(memoryStore(), { otlp: { url: "http://127.0.0.1:9" } })
  await engine.start(paid, "order", { id: "a" })
  await engine.signal("a", "paid", { amount: 1 })
  expect(await engine.result("a")).toBe("order 1")
  await engine.close()
})
