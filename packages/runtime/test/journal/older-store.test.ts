import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { sqliteReader, sqliteStore } from "@millrace/runtime/journal"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { versionOne } from "./version-1.ts"

const folder = mkdtempSync(join(tmpdir(), "millrace-older-"))
const file = join(folder, "millrace.db")

/** Fills a store of version 1, whose entries had no numbers of their own. */
beforeAll(() => {
  const database = new DatabaseSync(file)
  database.exec(versionOne)
  for (const [id, status] of [
    ["a", "completed"],
    ["b", "waiting"],
    ["c", "failed"],
  ]) {
    database
      .prepare(
        `INSERT INTO executions (id, workflow, plan_digest, priority, status, input_digest, started_at, changed_at)
          VALUES (?, 'order', 'digest', 0, ?, 'input', 1, 2)`,
      )
      .run(id ?? "", status ?? "")
  }
  const entry = database.prepare("INSERT INTO entries VALUES (?, ?, ?, 'step.completed', 'step', 'digest', '1', 3)")
  for (const [execution, sequence] of [
    [2, 1],
    [1, 1],
    [1, 2],
    [3, 1],
  ]) {
    entry.run(execution ?? 0, sequence ?? 0, `step ${sequence}`)
  }
  database.close()
})
afterAll(() => rmSync(folder, { recursive: true }))

describe("a store of an older version", () => {
  it("has to be opened by an engine before it is only read", () => {
    expect(() => sqliteReader({ file })).toThrow(
      `store '${file}' was written by an older version of Millrace: let an engine of this one open it once`,
    )
  })

  it("keeps what is in it, in its order, and goes on", async () => {
    const journal = sqliteStore({ file })
    expect((await journal.read("a"))?.entries.map(({ path }) => path)).toEqual(["step 1", "step 2"])
    const told = (await journal.recorded()).map(
      ({ kind, execution, at }) => `${kind} ${execution.id} ${at.written} ${at.settled}`,
    )
    expect(told).toEqual([
      "started a 0 0",
      "started b 0 0",
      "started c 0 0",
      "entry b 1 0",
      "entry a 2 0",
      "entry a 3 0",
      "entry c 4 0",
      "settled a 4 1",
      "settled c 4 3",
    ])
    await journal.append([{ kind: "status", execution: "b", status: "cancelled", atMs: 9 }])
    const after = { started: 3, written: 4, settled: 3 }
    expect((await journal.recorded({ after })).map(({ at }) => at)).toEqual([{ ...after, settled: 4 }])
    const entry = { sequence: 2, path: "step 2", kind: "step.completed", fingerprint: "step", digest: "digest" }
    const written = { ...entry, payload: "1", beganMs: 5, recordedMs: 8 }
    await journal.append([{ kind: "entry", execution: "b", entry: written }])
    expect((await journal.read("b"))?.entries).toEqual([
      { ...entry, sequence: 1, path: "step 1", payload: "1", recordedMs: 3 },
      written,
    ])
    await journal.close()
  })

  it("is read beside its owner afterwards", async () => {
    const journal = sqliteStore({ file })
    const reader = sqliteReader({ file })
    await journal.append([{ kind: "status", execution: "a", status: "completed", atMs: 10 }])
    expect((await reader.list({ status: "completed" })).items.map(({ id }) => id)).toEqual(["a"])
    expect(await reader.place()).toEqual({ started: 3, written: 5, settled: 5 })
    expect((await reader.read("a"))?.execution.changedMs).toBe(10)
    reader.close()
    await journal.close()
  })

  it("is not made by reading", () => {
    expect(() => sqliteReader({ file: join(folder, "nothing.db") })).toThrow("is not there: see that its path is right")
    expect(() => sqliteReader({ file: join(folder, "millrace.db-owner") })).toThrow("is no store of Millrace")
  })
})
