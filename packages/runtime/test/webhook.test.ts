import { DeadlineExceeded, WebhookKeyTooShort, Webhooks } from "@millrace/runtime"
import { serveWebhooks } from "@millrace/runtime/command-line"
import { activity, webhook } from "@millrace/runtime/runner"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect } from "vitest"
import { watched, workflow } from "./watched.ts"

const Approval = Schema.Struct({ cents: Schema.NumberFromString })

/** Announces URLs to the test. */
function announcing() {
  let tell: (url: string) => void = () => undefined
  const url = new Promise<string>((resolve) => {
    tell = resolve
  })
  return { url, announce: activity("tell", (given: { readonly url: string }) => tell(given.url)) }
}

const post = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Request =>
  new Request(url, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body), headers })

const hooks = { baseUrl: "https://example.org/hooks" }

describe("webhook", () => {
  it("gives its URL to the announcement, and the decoded body of the call to the workflow", async () => {
    const server = await serveWebhooks()
    const { url, announce } = announcing()
    const { lines, onEvent } = watched()
    const called = webhook("called", { payload: Approval, announce })
    const result = workflow((at) => called(at))
      .provide(server.layer)
      .run(undefined, { onEvent })
    const first = await fetch(await url, { method: "POST", body: JSON.stringify({ cents: "12" }) })
    expect([first.status, await first.json()]).toEqual([200, { status: "accepted" }])
    expect(await result).toEqual({ cents: 12 })
    const second = await fetch(await url, { method: "POST", body: JSON.stringify({ cents: "13" }) })
    expect([second.status, await second.json()]).toEqual([409, { error: "already-used", first: { status: 200 } }])
    await server.close()
    expect(lines).toEqual([
      "execution.started",
      "step.started called.announce",
      "step.completed called.announce",
      "step.waiting called",
      "step.completed called",
      "execution.completed",
    ])
  })

  it("goes on waiting after calls that are refused, do not fit, or are too large", async () => {
    const { handle, layer } = Webhooks.inMemory(hooks)
    const { url, announce } = announcing()
    const verify = (request: { readonly headers: Readonly<Record<string, string>> }) => request.headers["x-key"] === "k"
    const called = webhook("called", { payload: Approval, announce, verify })
    const result = workflow((at) => called(at))
      .provide(layer)
      .run()
    const at = await url
    const key = { "x-key": "k" }
    const statuses = [
      await handle(post(at, { cents: "1" })),
      await handle(post(at, { cents: 1 }, key)),
      await handle(post(at, "{", key)),
      await handle(post(at, "x".repeat(1024 * 1024 + 1), key)),
      await handle(new Request(at)),
      await handle(post(at, { cents: "1" }, key)),
    ].map(({ status }) => status)
    expect(statuses).toEqual([401, 422, 422, 413, 405, 200])
    expect(await result).toEqual({ cents: 1 })
  })

  it("accepts one of many calls at once", async () => {
    const { handle, layer } = Webhooks.inMemory(hooks)
    const { url, announce } = announcing()
    const called = webhook("called", { payload: Approval, announce })
    const result = workflow((at) => called(at))
      .provide(layer)
      .run()
    const at = await url
    const answers = await Promise.all(Array.from({ length: 20 }, () => handle(post(at, { cents: "1" }))))
    expect(answers.map(({ status }) => status)).toEqual([200, ...Array.from({ length: 19 }, () => 409)])
    await result
  })

  it("refuses 10,000 forged and crossed tokens, and those of other keys", async () => {
    const { handle, layer } = Webhooks.inMemory(hooks)
    const start = async (given: typeof layer) => {
      const { url, announce } = announcing()
      const called = webhook("called", { payload: Approval, announce })
      const ended = workflow((at) => called(at))
        .provide(given)
        .run()
      return { url: await url, ended }
    }
    const [a, b] = [await start(layer), await start(layer)]
    const foreign = await start(Webhooks.inMemory(hooks).layer)
    const [claimsA = "", signatureA = ""] = a.url.slice(hooks.baseUrl.length + 1).split(".")
    const [claimsB = "", signatureB = ""] = b.url.slice(hooks.baseUrl.length + 1).split(".")
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    const token = `${claimsA}.${signatureA}`
    const forged = [`${claimsA}.${signatureB}`, `${claimsB}.${signatureA}`, foreign.url.split("/").at(-1) ?? "", ""]
    for (let seed = 0; forged.length < 10_000; seed++) {
      const index = (seed * 7_919) % token.length
      const changed = alphabet[(seed * 104_729) % 64] ?? "A"
      const mutated = `${token.slice(0, index)}${changed}${token.slice(index + 1)}`
      if (mutated !== token) forged.push(mutated)
    }
    const statuses = new Map<number, number>()
    for (const each of forged) {
      const { status } = await handle(post(`${hooks.baseUrl}/${each}`, { cents: "1" }))
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    expect([...statuses]).toEqual([[404, 10_000]])
    const both = [await handle(post(a.url, { cents: "1" })), await handle(post(b.url, { cents: "2" }))]
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect([await a.ended, await b.ended]).toEqual([{ cents: 1 }, { cents: 2 }])
  })

  it.effect("fails when no call comes in time, and tells late callers", () =>
    Effect.gen(function* () {
      const { handle, layer } = Webhooks.inMemory(hooks)
      const { url, announce } = announcing()
      const called = webhook("called", { payload: Approval, announce, deadline: 60_000 })
      const fiber = yield* Effect.forkChild(
        workflow((at) => called(at))
          .provide(layer)
          .effect(),
      )
      const at = yield* Effect.promise(() => url)
      yield* TestClock.adjust("1 minute")
      expect(yield* Fiber.await(fiber)).toEqual(Exit.fail(new DeadlineExceeded({ path: "called", deadlineMs: 60_000 })))
      const late = yield* Effect.promise(() => handle(post(at, { cents: "1" })))
      expect(late.status).toBe(410)
    }),
  )

  it("closes when its execution is cancelled", async () => {
    const { handle, layer } = Webhooks.inMemory(hooks)
    const { url, announce } = announcing()
    const called = webhook("called", { payload: Approval, announce })
    const execution = workflow((at) => called(at))
      .provide(layer)
      .start()
    const at = await url
    await execution.cancel()
    expect((await handle(post(at, { cents: "1" }))).status).toBe(410)
  })

  it("refuses a key that is too short", () => {
    expect(() => Webhooks.inMemory({ ...hooks, key: new Uint8Array(8) })).toThrow(new WebhookKeyTooShort(8, 32))
  })
})
