import { request } from "node:http"
import { memoryStore } from "@millrace/runtime/journal"
import { serve } from "@millrace/runtime/server"
import { describe, expect, it } from "vitest"
import { open, until } from "../durable/engine-workflows.ts"
import { serving } from "./serving.ts"

const key = "a key that nobody guesses"

describe("a server with a key", () => {
  it("does nothing without it, and says nothing of what there is", async () => {
    await using served = await serving(memoryStore(), { key })
    for (const path of [
      "/executions",
      "/executions/a",
      "/openapi.json",
      "/workflows",
      "/events",
      "/export",
      "/nowhere",
    ]) {
      const { status, body, headers } = await served.ask(path)
      expect([path, status, headers.get("www-authenticate")]).toEqual([path, 401, "Bearer"])
      expect(body).toMatchObject({ tag: "KeyRefused" })
    }
    for (const authorization of ["Bearer wrong", `Basic ${key}`, `Bearer ${key}x`, "Bearer ", key]) {
      expect((await served.ask("/workflows", { headers: { authorization } })).status).toBe(401)
    }
    expect((await served.ask("/workflows", { headers: { authorization: `bearer ${key}` } })).status).toBe(200)
    expect((await served.ask("/executions", { json: { workflow: "noted", input: "x", id: "a" } })).status).toBe(401)
    expect((await served.engine.list()).items).toEqual([])
  })

  it("tells its health, and takes answers by token, without the key", async () => {
    await using served = await serving(memoryStore(), { key })
    expect((await served.ask("/health/live")).status).toBe(200)
    expect((await served.ask("/health/ready")).status).toBe(200)
    await served.engine.start(served.engine.runnerOf("reviewed"), "x" as never, { id: "a" })
    await until(served.engine, "a", "waiting")
    const [task] = await served.engine.tasks()
    expect((await served.ask(`/tasks/${task?.token}`, { json: { approved: true } })).status).toBe(204)
    expect((await served.ask("/webhooks/forged", { json: {} })).status).toBe(404)
  })

  it("is needed for others than this machine, and long enough", async () => {
    await using engine = await open(memoryStore())
    await expect(serve(engine, { port: 0, host: "0.0.0.0" })).rejects.toThrow(
      "'0.0.0.0' is reached by others than this machine, and there is no key: give a 'key', or serve on '127.0.0.1'",
    )
    await expect(serve(engine, { port: 0, key: "short" })).rejects.toThrow("the key has 5 characters")
    await using server = await serve(engine, { port: 0, host: "0.0.0.0", key })
    expect((await fetch(`http://127.0.0.1:${server.port}/workflows`)).status).toBe(401)
  })
})

describe("a server on loopback", () => {
  it("is not driven by a name that a foreign site has given it", async () => {
    await using served = await serving(memoryStore(), { hosts: ["flows.example.org"] })
    const asked = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        request(`${served.server.url}/workflows`, { headers: { host } }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
          .once("error", reject)
          .end()
      })
    expect(await asked("evil.example")).toBe(421)
    expect(await asked(`evil.example:${served.server.port}`)).toBe(421)
    expect(await asked("127.0.0.1.evil.example")).toBe(421)
    expect(await asked(`localhost:${served.server.port}`)).toBe(200)
    expect(await asked("Flows.example.org")).toBe(200)
  })

  it("takes nothing from pages of other sites, but for those that are allowed", async () => {
    await using served = await serving(memoryStore(), { origins: ["https://tools.example.org"] })
    const start = (headers: Readonly<Record<string, string>>, id: string) =>
      served.ask("/executions", { json: { workflow: "noted", input: "x", id }, headers })
    expect(await start({ origin: "https://evil.example" }, "a")).toMatchObject({
      status: 403,
      body: { tag: "OriginRefused" },
    })
    expect((await start({ origin: "null" }, "a")).status).toBe(403)
    expect((await served.ask("/tasks/x", { json: {}, headers: { origin: "https://evil.example" } })).status).toBe(403)
    expect((await served.ask("/workflows", { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403)
    const preflight = await served.ask("/executions", {
      method: "OPTIONS",
      headers: { origin: "https://evil.example" },
    })
    expect(preflight.headers.get("access-control-allow-origin")).toBe(null)
    expect((await served.engine.list()).items).toEqual([])
    const allowed = await start({ origin: "https://tools.example.org" }, "a")
    expect([allowed.status, allowed.headers.get("access-control-allow-origin")]).toEqual([
      201,
      "https://tools.example.org",
    ])
    expect((await start({ origin: served.server.url }, "b")).status).toBe(201)
    const asked = await served.ask("/executions", {
      method: "OPTIONS",
      headers: { origin: "https://tools.example.org", "access-control-request-method": "POST" },
    })
    expect([asked.status, asked.headers.get("access-control-allow-methods")]).toEqual([204, "GET, POST"])
  })
})

describe("a body", () => {
  it("is read up to its limit, whether or not it says how long it is", async () => {
    await using served = await serving(memoryStore(), { limitBytes: 1_000 })
    const input = "x".repeat(2_000)
    expect(await served.ask("/executions", { json: { workflow: "noted", input } })).toMatchObject({
      status: 413,
      body: { tag: "BodyTooLarge", fields: { limitBytes: 1_000 } },
    })
    const stream = new Blob([JSON.stringify({ workflow: "noted", input })]).stream()
    const headers = { "content-type": "application/json" }
    const sent = await fetch(`${served.server.url}/executions`, {
      method: "POST",
      body: stream,
      headers,
      duplex: "half",
    })
    expect(sent.status).toBe(413)
  })
})

describe("a failure that nobody foresaw", () => {
  it("is told to the server, and to nobody else", async () => {
    const told: Array<unknown> = []
    const store = memoryStore()
    const journal = store.open()
    const broken = { ...journal, list: () => Promise.reject(new Error("the secret is 'tea'")) }
    const onError = (error: unknown): void => void told.push(error)
    await using served = await serving(store, { engine: { journal: broken }, onError })
    const { status, body } = await served.ask("/executions")
    expect([status, body]).toEqual([
      500,
      { tag: "InternalError", message: "the server failed: what it wrote to its error stream says why" },
    ])
    expect(told).toEqual([new Error("the secret is 'tea'")])
  })
})
