import { activity, runner, sleep, step, webhook } from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { afterEach, expect, it, vi } from "vitest"
import { pass, until } from "./engine-workflows.ts"

afterEach(() => {
  vi.restoreAllMocks()
})

const urls: Array<string> = []
const announce = activity("announce", async (given: { readonly url: string }) => {
  urls.push(given.url)
})
const called = webhook("called", { payload: Schema.Struct({ amount: Schema.Number }), announce })
const before = step(
  "before",
  activity("before", async () => undefined),
)
const waits = runner({
  plan: { name: "waits", digest: "waits", steps: [{ path: "called", kind: "webhook" }] },
  *body(at) {
    yield* before(at, undefined)
    const { amount } = yield* called(at)
    yield* sleep(at, "pause", 300)
    return amount
  },
})

it("takes its time in a later life to sign the URL of a webhook that was called", async () => {
  const store = memoryStore()
  const open = (): Promise<Engine> =>
    Engine.open({
      journal: store.open(),
      runners: [waits],
      webhookUrl: "https://example.org",
      onError: () => undefined,
    })
  const first = await open()
  await first.start(waits, undefined, { id: "a" })
  while (urls.length === 0) await pass(1)
  const call = new Request(urls[0] ?? "", { method: "POST", body: '{"amount":12}' })
  expect((await first.handleWebhook(call)).status).toBe(200)
  await until(first, "a", "running")
  await pass(20)
  await first.close()
  // A machine that has much to do takes as long.
  const sign = crypto.subtle.sign.bind(crypto.subtle)
  vi.spyOn(crypto.subtle, "sign").mockImplementation(async (algorithm, key, data) => {
    await pass(100)
    return sign(algorithm, key, data)
  })
  await using second = await open()
  expect(await second.result("a")).toBe(12)
})
