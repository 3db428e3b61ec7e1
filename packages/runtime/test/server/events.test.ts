import { memoryStore } from "@millrace/runtime/journal"
import { expect, it } from "vitest"
import { until } from "../durable/engine-workflows.ts"
import { serving } from "./serving.ts"
import type { Served } from "./serving.ts"

interface Told {
  readonly id: string | undefined
  readonly event: string
  readonly data: { readonly execution: string; readonly path: string }
}

/** Reads so many events of a stream, and leaves it. */
async function read(
  { server }: Served,
  { path = "/events", count, headers = {} }: { path?: string; count: number; headers?: Record<string, string> },
): Promise<ReadonlyArray<Told>> {
  const controller = new AbortController()
  const response = await fetch(`${server.url}${path}`, { headers, signal: controller.signal })
  expect(response.headers.get("content-type")).toBe("text/event-stream")
  const told: Array<Told> = []
  let text = ""
  const decoder = new TextDecoder()
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true })
    const messages = text.split("\n\n")
    text = messages.pop() ?? ""
    for (const message of messages) {
      const fields = new Map(message.split("\n").map((line) => line.split(/: (.*)/s) as [string, string]))
      const data = fields.get("data")
      if (data === undefined) continue
      told.push({ id: fields.get("id"), event: fields.get("event") ?? "", data: JSON.parse(data) as Told["data"] })
    }
    if (told.length >= count) break
  }
  controller.abort()
  return told.slice(0, count)
}

const named = (told: ReadonlyArray<Told>): ReadonlyArray<string> =>
  told.map(({ event, data }) => `${data.execution} ${event} ${data.path}`.trimEnd())

it("tells what was recorded, and goes on behind the last event over a restart", async () => {
  const store = memoryStore()
  const first = await serving(store)
  await first.ask("/executions", { json: { workflow: "paid", input: "order", id: "a" } })
  await until(first.engine, "a", "waiting")
  const told = await read(first, { count: 2 })
  expect(named(told)).toEqual(["a execution.started", "a step.completed note"])
  await first[Symbol.asyncDispose]()
  await using later = await serving(store)
  await later.ask("/executions/a/signals/paid", { json: { payload: { amount: 2 } } })
  await later.engine.result("a")
  const lastId = { "last-event-id": told.at(-1)?.id ?? "" }
  const rest = await read(later, { count: 3, headers: lastId })
  expect(named(rest)).toEqual(["a signal.received paid", "a step.completed after", "a execution.completed"])
  expect(named(await read(later, { count: 5 }))).toEqual([...named(told), ...named(rest)])
})

it("tells of one execution or workflow, of what only lives too where that is asked for, and refuses a strange cursor", async () => {
  await using served = await serving(memoryStore())
  const living = read(served, { path: "/events?after=now&live=true&execution=b", count: 4 })
  // A reader that is there before anything happens misses nothing that only lives.
  await expect.poll(() => served.engine.isWatched).toBe(true)
  await served.ask("/executions", { json: { workflow: "noted", input: "x", id: "a" } })
  await served.engine.result("a")
  await served.ask("/executions", { json: { workflow: "noted", input: "y", id: "b" } })
  const told = await living
  expect(named(told)).toEqual([
    "b execution.started",
    "b step.started note",
    "b step.completed note",
    "b execution.completed",
  ])
  expect(told.map(({ id }) => id !== undefined)).toEqual([true, false, true, true])
  expect(named(await read(served, { path: "/events?workflow=noted&execution=a", count: 3 }))).toHaveLength(3)
  expect(await served.ask("/events?after=x")).toMatchObject({ status: 400, body: { tag: "CursorInvalid" } })
})

it("ends with the server", async () => {
  const served = await serving(memoryStore())
  const response = await fetch(`${served.server.url}/events`)
  const text = response.text()
  await served[Symbol.asyncDispose]()
  expect(await text).toBe(": open\n\n")
})
