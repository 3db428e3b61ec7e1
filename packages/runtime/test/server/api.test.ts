import { activity, runner, step } from "@millrace/runtime/runner"
import { memoryStore } from "@millrace/runtime/journal"
import { describe, expect, it } from "vitest"
import { Full, until } from "../durable/engine-workflows.ts"
import { serving } from "./serving.ts"

describe("starting over HTTP", () => {
  it("makes an execution once for an id, and refuses another input for it", async () => {
    await using served = await serving(memoryStore())
    const start = (input: string) => served.ask("/executions", { json: { workflow: "noted", input, id: "a/b" } })
    const first = await start("tea")
    expect([first.status, first.body, first.headers.get("location")]).toEqual([
      201,
      { id: "a/b", isNew: true },
      "/executions/a%2Fb",
    ])
    expect(await start("tea")).toMatchObject({ status: 200, body: { id: "a/b", isNew: false } })
    expect(await start("coffee")).toMatchObject({
      status: 409,
      body: {
        tag: "PayloadMismatch",
        message: "execution 'a/b' is known with another payload: give this one another id",
        fields: { subject: "execution 'a/b'" },
      },
    })
  })

  it("says which workflows there are when it is asked for another one", async () => {
    await using served = await serving(memoryStore())
    const { status, body } = await served.ask("/executions", { json: { workflow: "nothing" } })
    expect([status, body]).toMatchObject([404, { tag: "WorkflowUnknown", fields: { workflow: "nothing" } }])
  })

  it("says what does not fit in a request", async () => {
    await using served = await serving(memoryStore())
    expect((await served.ask("/executions", { json: { workflow: 1 } })).body).toEqual({
      tag: "RequestInvalid",
      message: "the body does not fit: body.workflow: Expected string",
      fields: { issues: [{ path: ["workflow"], message: "Expected string" }] },
    })
    const type = { "content-type": "application/json" }
    expect(await served.ask("/executions", { text: "{", headers: type })).toMatchObject({ status: 400 })
    expect(await served.ask("/executions", { text: "{}" })).toMatchObject({
      status: 415,
      body: { tag: "ContentTypeRefused" },
    })
    expect(await served.ask("/executions?limit=0")).toMatchObject({ status: 400, body: { tag: "RequestInvalid" } })
  })

  it("refuses what it does not know, for whoever misspells an id would start an execution twice", async () => {
    await using served = await serving(memoryStore())
    const misspelt = { workflow: "noted", input: "tea", idd: "a" }
    expect(await served.ask("/executions", { json: misspelt })).toMatchObject({
      status: 400,
      body: { message: "the body does not fit: body.idd: Expected no excess property" },
    })
    expect(await served.ask("/executions?state=failed")).toMatchObject({ status: 400, body: { tag: "RequestInvalid" } })
    expect((await served.engine.list()).items).toEqual([])
  })

  it("refuses ids that no URL can have as a part of its path", async () => {
    await using served = await serving(memoryStore())
    for (const id of [".", ".."]) {
      const { status, body } = await served.ask("/executions", { json: { workflow: "noted", input: "tea", id } })
      expect({ status, body }).toMatchObject({ status: 400, body: { tag: "RequestInvalid" } })
    }
  })
})

describe("looking over HTTP", () => {
  it("answers HEAD as GET, without the body", async () => {
    await using served = await serving(memoryStore())
    const whole = await served.ask("/workflows")
    const head = await served.ask("/workflows", { method: "HEAD" })
    expect([head.status, head.body, head.headers.get("content-type")]).toEqual([200, [], "application/json"])
    expect(whole.status).toBe(200)
    expect((await served.ask("/executions/nope", { method: "HEAD" })).status).toBe(404)
    expect((await served.ask("/events", { method: "HEAD" })).headers.get("content-type")).toBe("text/event-stream")
    expect((await served.ask("/tasks/token", { method: "HEAD" })).status).toBe(405)
  })

  it("says in a header which methods there are", async () => {
    await using served = await serving(memoryStore())
    const { status, headers } = await served.ask("/executions", { method: "DELETE" })
    expect([status, headers.get("allow")]).toEqual([405, "POST, GET, HEAD"])
  })

  it("refuses a page behind an execution that is not there, instead of beginning anew", async () => {
    await using served = await serving(memoryStore())
    await served.engine.start(served.engine.runnerOf("noted"), "a" as never, { id: "a" })
    expect(await served.ask("/executions?before=gone")).toMatchObject({
      status: 404,
      body: { tag: "ExecutionUnknown", fields: { execution: "gone" } },
    })
  })

  it("reads an execution with its entries, and lists executions page by page", async () => {
    await using served = await serving(memoryStore())
    for (const id of ["a", "b", "c"]) {
      await served.engine.start(served.engine.runnerOf("noted"), id as never, { id })
      await served.engine.result(id)
    }
    expect(await served.ask("/executions/b")).toMatchObject({
      status: 200,
      body: {
        id: "b",
        workflow: "noted",
        status: "completed",
        input: "b",
        output: "b",
        entries: [{ sequence: 1, path: "note", kind: "step.completed", value: "b" }],
        waits: [],
        messages: [],
      },
    })
    const page = await served.ask("/executions?limit=2&workflow=noted")
    expect(page.body).toMatchObject({ items: [{ id: "c" }, { id: "b" }], next: "b" })
    expect((await served.ask("/executions?limit=2&before=b")).body).toMatchObject({ items: [{ id: "a" }] })
    expect((await served.ask("/executions?status=failed")).body).toEqual({ items: [] })
    expect(await served.ask("/executions/d")).toMatchObject({ status: 404, body: { tag: "ExecutionUnknown" } })
  })

  it("waits for a result, and tells a failure without a stack", async () => {
    await using served = await serving(memoryStore())
    await served.ask("/executions", { json: { workflow: "slept", id: "s" } })
    expect(await served.ask("/executions/s/result?waitMs=0")).toMatchObject({ status: 202 })
    expect(await served.ask("/executions/s/result")).toMatchObject({
      status: 200,
      body: { status: "completed", output: "slept" },
    })
    await served.ask("/executions", { json: { workflow: "failed", id: "f" } })
    const { status, body } = await served.ask("/executions/f/result")
    expect([status, body]).toEqual([
      200,
      { status: "failed", failure: { tag: "Full", message: "", fields: { town: "Oslo" } } },
    ])
  })

  it("exports one and all executions as lines of JSON", async () => {
    await using served = await serving(memoryStore())
    for (const id of ["a", "b"]) await served.ask("/executions", { json: { workflow: "noted", input: id, id } })
    for (const id of ["a", "b"]) await served.engine.result(id)
    const all = await served.ask("/export")
    expect(all.headers.get("content-type")).toBe("application/x-ndjson")
    expect(all.body).toMatchObject([
      { id: "b", entries: [{ value: "b" }] },
      { id: "a", output: "a" },
    ])
    expect((await served.ask("/executions/a/export")).body).toMatchObject({ id: "a" })
    expect(await served.ask("/executions/c/export")).toMatchObject({ status: 404 })
  })

  it("says what there is where nothing is", async () => {
    await using served = await serving(memoryStore())
    const nowhere = await served.ask("/nowhere")
    expect(nowhere).toMatchObject({ status: 404, body: { tag: "RouteUnknown" } })
    expect(JSON.stringify(nowhere.body)).toContain("GET /executions/:id")
    expect(await served.ask("/executions", { method: "DELETE" })).toMatchObject({
      status: 405,
      body: { tag: "MethodRefused", fields: { allowed: ["POST", "GET", "HEAD"] } },
    })
  })
})

describe("steering over HTTP", () => {
  it("sends a message once for an id, and refuses what fits nothing", async () => {
    await using served = await serving(memoryStore())
    await served.ask("/executions", { json: { workflow: "paid", input: "order", id: "a" } })
    const send = (signal: string, json: object) => served.ask(`/executions/a/signals/${signal}`, { json })
    expect(await send("sold", {})).toMatchObject({ status: 404, body: { tag: "UnknownSignal" } })
    expect(await send("paid", { payload: { amount: "no" } })).toMatchObject({
      status: 422,
      body: { tag: "InvalidPayload", fields: { signal: "paid" } },
    })
    expect(await send("paid", { payload: { amount: 1 }, id: "m" })).toMatchObject({ status: 204 })
    expect(await send("paid", { payload: { amount: 2 }, id: "m" })).toMatchObject({ status: 409 })
    expect((await served.ask("/executions/a/result")).body).toEqual({ status: "completed", output: "order 1" })
    expect(await send("paid", { payload: { amount: 3 } })).toMatchObject({
      status: 409,
      body: { tag: "ExecutionEnded" },
    })
  })

  it("lists open questions and takes answers by token", async () => {
    await using served = await serving(memoryStore())
    await served.ask("/executions", { json: { workflow: "reviewed", input: "invoice", id: "a" } })
    await until(served.engine, "a", "waiting")
    const { body } = await served.ask("/tasks")
    expect(body).toMatchObject({ items: [{ execution: "a", path: "review", asks: { show: { what: "invoice" } } }] })
    const { token } = (body as { readonly items: ReadonlyArray<{ readonly token: string }> }).items[0] ?? { token: "" }
    expect(await served.ask(`/tasks/${token}`, { json: { approved: 1 } })).toMatchObject({ status: 422 })
    expect(await served.ask(`/tasks/${token}`, { json: { approved: true } })).toMatchObject({ status: 204 })
    expect(await served.ask(`/tasks/${token}`, { json: { approved: true } })).toMatchObject({ status: 204 })
    expect(await served.ask(`/tasks/${token}`, { json: { approved: false } })).toMatchObject({ status: 409 })
    expect(await served.ask("/tasks/forged", { json: {} })).toMatchObject({
      status: 410,
      body: { tag: "TokenRefused", fields: { problem: "unknown" } },
    })
  })

  it("cancels, and leaves what has ended as it is", async () => {
    await using served = await serving(memoryStore())
    await served.ask("/executions", { json: { workflow: "paid", input: "order", id: "a" } })
    const cancel = () => served.ask("/executions/a/cancel", { method: "POST" })
    expect(await cancel()).toMatchObject({ status: 200, body: { status: "cancelled" } })
    expect(await cancel()).toMatchObject({ status: 200, body: { status: "cancelled" } })
    expect(await served.ask("/executions/b/cancel", { method: "POST" })).toMatchObject({ status: 404 })
    expect(await served.ask("/executions/a/resume", { method: "POST" })).toMatchObject({ status: 200 })
  })
})

describe("a failed execution", () => {
  it("goes on from the step that failed, and one that has not failed does not", async () => {
    let isFull = true
    const town = runner({
      plan: { name: "town", digest: "town", steps: [] },
      *body(at) {
        return yield* enter(at, undefined)
      },
    })
    const enter = step(
      "enter",
      activity("enter", {
        errors: [Full],
        run: async () => (isFull ? Promise.reject(new Full({ town: "Oslo" })) : "in"),
      }),
    )
    await using served = await serving(memoryStore(), { engine: { runners: [town] } })
    await served.ask("/executions", { json: { workflow: "town", id: "a" } })
    expect((await served.ask("/executions/a/result")).body).toMatchObject({ status: "failed" })
    isFull = false
    const retry = () => served.ask("/executions/a/retry", { method: "POST" })
    expect((await retry()).status).toBe(200)
    expect((await served.ask("/executions/a/result")).body).toEqual({ status: "completed", output: "in" })
    expect(await retry()).toMatchObject({ status: 409, body: { tag: "NotRetryable" } })
  })
})

describe("the health of a server", () => {
  it("is well while the engine gets on, and not ready while it ends", async () => {
    await using served = await serving(memoryStore())
    const well = { status: 200, body: { isWell: true, problems: [] } }
    expect(await served.ask("/health/live")).toMatchObject(well)
    expect(await served.ask("/health/ready")).toMatchObject(well)
    await served.engine.drain({ graceMs: 0 })
    expect(await served.ask("/health/live")).toMatchObject(well)
    expect(await served.ask("/health/ready")).toMatchObject({
      status: 503,
      body: { isWell: false, problems: ["it is about to end"] },
    })
    expect(await served.ask("/executions", { json: { workflow: "noted", input: "x" } })).toMatchObject({
      status: 503,
      body: { tag: "Ending" },
    })
  })

  it("is not well when what is ready cannot be claimed", async () => {
    const store = memoryStore()
    const journal = store.open()
    let isBroken = false
    const claim: typeof journal.claim = (request) =>
      isBroken ? Promise.reject(new Error("the disk is gone")) : journal.claim(request)
    await using served = await serving(store, { engine: { journal: { ...journal, claim } } })
    await served.ask("/executions", { json: { workflow: "slept", id: "a" } })
    await until(served.engine, "a", "waiting")
    isBroken = true
    await expect
      .poll(async () => (await served.ask("/health/live")).body)
      .toEqual({
        isWell: false,
        problems: ["executions cannot be claimed: the disk is gone"],
      })
    isBroken = false
    expect((await served.ask("/executions/a/result")).body).toEqual({ status: "completed", output: "slept" })
    expect(await served.ask("/health/live")).toMatchObject({ status: 200 })
  })
})
