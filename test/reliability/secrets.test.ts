import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inspect } from "node:util"
import { Engine } from "@millrace/runtime/durable"
import { afterAll, afterEach, expect, it, vi } from "vitest"
import { books, canaries, canary, keeps, places, shows } from "./secrets/keeper.ts"

const folder = mkdtempSync(join(tmpdir(), "millrace-secrets-"))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.restoreAllMocks()
})

/** All that people or programs can see of a failure. */
function seen(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return [String(error), inspect(error, { depth: 9 }), JSON.stringify(error), inspect(cause, { depth: 9 })].join("\n")
}

function found(text: string): ReadonlyArray<string> {
  return canaries().filter((secret) => text.includes(secret))
}

it("writes no secret anywhere, wherever one is put", async () => {
  const said: Array<string> = []
  for (const channel of ["log", "error", "warn", "info", "debug"] as const) {
    vi.spyOn(console, channel).mockImplementation((...given) => void said.push(inspect(given, { depth: 9 })))
  }
  const file = join(folder, "secrets.db")
  const engine = await Engine.open({
    journal: `sqlite:${file}`,
    runners: [keeps, books, shows],
    setAsideAfterMs: 5,
    onEvent: (event) => void said.push(inspect(event, { depth: 9 }), JSON.stringify(event)),
    onError: (error) => void said.push(seen(error)),
  })
  const failed = async (promise: Promise<unknown>): Promise<void> => {
    const error = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (error !== undefined) said.push(seen(error))
  }
  for (let round = 0; round < 4; round++) {
    for (const place of places) {
      const kept = await engine.start(keeps, { place }, { id: `keeps ${place} ${round}` })
      await failed(kept.result())
      const booked = await engine.start(books, { place }, { id: `books ${place} ${round}` })
      await failed(booked.result())
    }
  }
  // Whoever gives one to an engine is refused.
  for (const input of [canary(), { key: canary() }, [[canary()]]]) {
    await expect(engine.start(shows, input)).rejects.toMatchObject({ _tag: "PayloadNotPlain", kind: "a secret" })
    await failed(engine.start(shows, input))
  }
  const shown = await engine.start(shows, {}, { id: "shows" })
  let [task] = await engine.tasks()
  while (task === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 2))
    task = (await engine.tasks())[0]
  }
  said.push(inspect(task, { depth: 9 }))
  await failed(engine.complete(task.token, { key: canary() }))
  await engine.complete(task.token, "fine")
  await failed(engine.signal("shows", "told", { key: canary() }, { id: "first" }))
  await engine.signal("shows", "told", 1, { id: "second" })
  await failed(shown.result())
  said.push(inspect(await engine.list({ limit: 1_000 }), { depth: 9 }))

  const files = readdirSync(folder)
  expect(files).toContain("secrets.db-wal")
  expect(canaries().length).toBeGreaterThan(50)
  for (const name of files) expect(found(readFileSync(join(folder, name), "latin1")), name).toEqual([])
  expect(said.length).toBeGreaterThan(100)
  expect(said.filter((text) => found(text).length > 0)).toEqual([])
  await engine.close()
  for (const name of readdirSync(folder)) expect(found(readFileSync(join(folder, name), "latin1")), name).toEqual([])
})
