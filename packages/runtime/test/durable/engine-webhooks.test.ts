import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Webhooks } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { Journal } from "@millrace/runtime/journal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { afterAll, describe, expect, it } from "vitest"
import { announced, called, done, open, pass, reviewed, runners, until } from "./engine-workflows.ts"

const good = { at: "2026-11-27T00:00:00Z", cents: 12 }
const genuine = { "x-key": "k" }

function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = genuine): Request {
  return new Request(url, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body), headers })
}

async function answerOf(answer: Promise<Response>): Promise<readonly [number, unknown]> {
  const response = await answer
  return [response.status, await response.json()]
}

/** Starts an execution, and gives the URL that it has announced. */
async function start(engine: Engine, id: string): Promise<string> {
  announced.length = 0
  await engine.start(called, undefined, { id })
  while (announced.length === 0) await pass(1)
  return announced[0] ?? ""
}

describe("a webhook", () => {
  it("is called at the URL that was announced before a restart, and the announcement is not repeated", async () => {
    const store = memoryStore()
    const engine = await open(store)
    const url = await start(engine, "a")
    expect(url).toMatch(/^https:\/\/example\.org\/hooks\/[\w-]+\.[\w-]+$/)
    await engine.close()
    await using later = await open(store)
    expect(await answerOf(later.handleWebhook(post(url, good)))).toEqual([200, { status: "accepted" }])
    expect(await later.result("a")).toBe("2026 12")
    expect(announced).toEqual([url])
  })

  it("wakes an execution that was set aside, which judges the call", async () => {
    await using engine = await open(memoryStore())
    const url = await start(engine, "a")
    await until(engine, "a", "waiting")
    expect((await engine.handleWebhook(post(url, good, {}))).status).toBe(401)
    await until(engine, "a", "waiting")
    expect((await engine.handleWebhook(post(url, good))).status).toBe(200)
    expect(await engine.result("a")).toBe("2026 12")
  })

  it("is answered as one that is kept in memory", async () => {
    const { handle, layer } = Webhooks.inMemory({ baseUrl: "https://example.org/hooks" })
    announced.length = 0
    const direct = called.provide(layer).run()
    while (announced.length === 0) await pass(1)
    const directUrl = announced[0] ?? ""
    await using engine = await open(memoryStore())
    const url = await start(engine, "a")
    const calls: ReadonlyArray<(url: string) => Request> = [
      (url) => post(url, good, {}),
      (url) => post(url, { ...good, cents: "many" }),
      (url) => post(url, "{"),
      (url) => post(url, ""),
      (url) => new Request(url, { method: "POST", body: new Uint8Array([0xff]), headers: genuine }),
      (url) => post(url, "x".repeat(1024 * 1024 + 1)),
      (url) => new Request(url),
      (url) => post(`${url}A`, good),
      (url) => post(url.slice(0, url.lastIndexOf("/") + 1), good),
      (url) => post(url, good),
      (url) => post(url, good),
      (url) => post(url, "{"),
    ]
    const answers: Array<unknown> = []
    for (const call of calls) {
      const [inMemory, durable] = [handle(call(directUrl)), engine.handleWebhook(call(url))]
      const [one, other] = [await answerOf(inMemory), await answerOf(durable)]
      expect(other).toEqual(one)
      expect((await durable).headers.get("cache-control")).toBe("no-store")
      answers.push(other[0])
    }
    expect(answers).toEqual([401, 422, 422, 422, 422, 413, 405, 404, 404, 200, 409, 409])
    expect(await engine.result("a")).toBe(await direct)
    expect(await answerOf(engine.handleWebhook(post(url, good)))).toEqual([
      409,
      { error: "already-used", first: { status: 200 } },
    ])
  })

  it("accepts one of many calls at once", async () => {
    await using engine = await open(memoryStore())
    const url = await start(engine, "a")
    const answers = await Promise.all(Array.from({ length: 20 }, () => engine.handleWebhook(post(url, good))))
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200,
      ...Array.from({ length: 19 }, () => 409),
    ])
    expect(await engine.result("a")).toBe("2026 12")
  })

  it("tells a caller whose answer was lost how the first call was answered", async () => {
    const store = memoryStore()
    const url = await start(await open(store), "a")
    let accepts: () => void = () => undefined
    const accepted = new Promise<void>((resolve) => {
      accepts = resolve
    })
    const dying = await open(store, {
      journal: store.open({
        fault: ({ operation }) => {
          if (operation !== "accept") return undefined
          accepts()
          return { kind: "crash", when: "after" }
        },
      }),
    })
    void dying.handleWebhook(post(url, good))
    await accepted
    await using later = await open(store)
    expect((await later.handleWebhook(post(url, good))).status).toBe(409)
    expect(await later.result("a")).toBe("2026 12")
  })

  it("does not take a call that could not be kept, and takes the next", async () => {
    let isFull = true
    const journal = memoryStore().open({
      fault: ({ operation }) =>
        operation === "accept" && isFull ? { kind: "fail", error: new Error("the disk is full") } : undefined,
    })
    await using engine = await open(memoryStore(), { journal })
    const url = await start(engine, "a")
    const refused = await engine.handleWebhook(post(url, good))
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "60"])
    isFull = false
    expect((await engine.handleWebhook(post(url, good))).status).toBe(200)
    expect(await engine.result("a")).toBe("2026 12")
  })

  it("takes no call after its deadline, nor after its execution was cancelled", async () => {
    const system = Effect.runSync(Clock.Clock)
    let aheadMs = 0
    const clock: Clock.Clock = Object.create(system, {
      currentTimeMillisUnsafe: { value: () => system.currentTimeMillisUnsafe() + aheadMs },
    })
    await using engine = await open(memoryStore(), { clock })
    const [late, gone] = [await start(engine, "a"), await start(engine, "b")]
    await engine.cancel("b")
    expect(await answerOf(engine.handleWebhook(post(gone, good)))).toEqual([410, { error: "expired" }])
    aheadMs = 60_000
    expect(await answerOf(engine.handleWebhook(post(late, good)))).toEqual([410, { error: "expired" }])
  })

  it("takes no token of another execution, of a task, or of an engine with another key", async () => {
    await using engine = await open(memoryStore())
    await using stranger = await open(memoryStore(), { tokenKey: new Uint8Array(32).fill(8) })
    const url = await start(engine, "a")
    const foreign = await start(stranger, "a")
    await engine.start(reviewed, "x", { id: "c" })
    await until(engine, "c", "waiting")
    const [task] = await engine.tasks()
    const base = "https://example.org/hooks/"
    for (const token of [foreign.slice(base.length), task?.token ?? ""]) {
      expect((await engine.handleWebhook(post(`${base}${token}`, good))).status).toBe(404)
    }
    await expect(engine.complete(url.slice(base.length), { approved: true })).rejects.toMatchObject({
      _tag: "TokenRefused",
      problem: "unknown",
    })
    expect((await engine.handleWebhook(post(url, good))).status).toBe(200)
  })

  it("answers 422 where a body cannot be kept as it is, and 413 where the journal takes less", async () => {
    await using engine = await open(memoryStore(), { limitBytes: 200 })
    const url = await start(engine, "a")
    const poisoned = `{"at":"2026-11-27","cents":1,"__proto__":{"cents":2}}`
    expect(await answerOf(engine.handleWebhook(post(url, poisoned)))).toEqual([
      422,
      { error: "invalid", issues: [{ path: [], message: "an object with a property '__proto__' cannot be kept" }] },
    ])
    expect(await answerOf(engine.handleWebhook(post(url, { ...good, more: "x".repeat(300) })))).toEqual([
      413,
      { error: "too-large", limit: 200 },
    ])
    expect((await engine.handleWebhook(post(url, good))).status).toBe(200)
  })

  it("suspends an execution that has no URL, which goes on when the engine has one", async () => {
    const store = memoryStore()
    const without = await Engine.open({ journal: store.open(), runners, onError: () => undefined })
    const execution = await without.start(called, undefined, { id: "a" })
    await expect(execution.result()).rejects.toThrow(
      "execution 'a' is suspended: webhook 'called' of 'called' has no URL, for the engine was opened without 'webhookUrl': give it one",
    )
    await without.close()
    await using engine = await open(store)
    announced.length = 0
    await engine.resume("a")
    while (announced.length === 0) await pass(1)
    expect((await engine.handleWebhook(post(announced[0] ?? "", good))).status).toBe(200)
    expect(await engine.result("a")).toBe("2026 12")
  })
})

describe("the key of tokens", () => {
  const folder = mkdtempSync(join(tmpdir(), "millrace-key-"))
  afterAll(() => rmSync(folder, { recursive: true }))

  it("is kept by the journal, in a file that only its owner can read, so that URLs and tasks outlive the process", async () => {
    const file = join(folder, "keys.db")
    const options = {
      journal: `sqlite:${file}` as const,
      runners,
      webhookUrl: "https://example.org/hooks/",
    }
    const engine = await Engine.open(options)
    const url = await start(engine, "a")
    await engine.start(reviewed, "x", { id: "b" })
    await until(engine, "b", "running")
    while ((await engine.tasks()).length === 0) await pass(1)
    const [task] = await engine.tasks()
    await engine.close()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await using later = await Engine.open(options)
    expect((await later.handleWebhook(post(url, good))).status).toBe(200)
    await later.complete(task?.token ?? "", { approved: true })
    expect([await later.result("a"), await later.result("b")]).toEqual(["2026 12", true])
  })

  it("is not written where one was given, and is another in another journal", async () => {
    const notes: Array<string> = []
    const noting = (journal: Journal): Journal => ({
      ...journal,
      note: (name, value) => {
        notes.push(name)
        return journal.note(name, value)
      },
    })
    await (await open(memoryStore(), { journal: noting(memoryStore().open()) })).close()
    expect(notes).toEqual([])
    await using one = await Engine.open({ journal: noting(memoryStore().open()), runners, webhookUrl: "http://a.test" })
    await using other = await Engine.open({ journal: memoryStore().open(), runners, webhookUrl: "http://a.test" })
    expect(notes).toEqual(["token key"])
    expect((await other.handleWebhook(post(await start(one, "a"), good))).status).toBe(404)
    done.length = 0
  })
})

describe("options that an engine cannot be opened with", () => {
  it.each([
    [
      "journal",
      "file.db",
      "option 'journal' of the engine is 'file.db', but has to be 'sqlite:<file>' or a store that implements 'Journal'",
    ],
    [
      "journal",
      "sqlite: ",
      "option 'journal' of the engine is 'sqlite: ', which names no file, but has to be 'sqlite:<file>' or a store that implements 'Journal'",
    ],
    [
      "journal",
      1,
      "option 'journal' of the engine is of type 'number', but has to be 'sqlite:<file>' or a store that implements 'Journal'",
    ],
    [
      "journal",
      {},
      "option 'journal' of the engine is of type 'object', but has to be 'sqlite:<file>' or a store that implements 'Journal'",
    ],
    [
      "webhookUrl",
      "example.org/hooks",
      "option 'webhookUrl' of the engine is 'example.org/hooks', but has to be the beginning of a URL, as 'https://example.org/hooks'",
    ],
    [
      "webhookUrl",
      "https://example.org/?a=",
      "option 'webhookUrl' of the engine is 'https://example.org/?a=', but has to be the beginning of a URL, as 'https://example.org/hooks'",
    ],
  ])("are refused with a sentence: '%s' that is %o", async (option, value, sentence) => {
    const opened = open(memoryStore(), { [option]: value })
    await expect(opened).rejects.toMatchObject({ _tag: "EngineOptionInvalid", option, message: sentence })
  })
})
