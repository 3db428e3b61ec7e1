import { spawn } from "node:child_process"
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { fileURLToPath } from "node:url"
import { sqliteStore } from "@millrace/runtime/journal"
import type { Journal } from "@millrace/runtime/journal"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { storeFailure } from "../../src/journal/sqlite/store-failure.ts"
import { entryAdded, newExecution, statusChanged } from "../../src/journal/suite/samples.ts"

let folder = ""
let file = ""
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "millrace-store-"))
  file = join(folder, "millrace.db")
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Says what opening a store fails with. */
function refusal(open: () => Journal = () => sqliteStore({ file })): string {
  try {
    void open().close()
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : "no error"
  }
  return "opened"
}

/** Makes a store with one execution of two entries. */
async function filled(): Promise<void> {
  const journal = sqliteStore({ file })
  await journal.start(newExecution("invoice-42"))
  await journal.append([entryAdded("invoice-42", 1, { path: "pages[3].read" }), entryAdded("invoice-42", 2)])
  await journal.close()
}

/** Runs a program that opens the store in a process of its own, and waits until it says that it has. */
async function otherProcess(program: string): Promise<{ readonly pid: number; readonly kill: () => Promise<void> }> {
  const entry = fileURLToPath(new URL("../../src/journal/index.ts", import.meta.url))
  const text = `const { sqliteStore } = await import(${JSON.stringify(entry)}); const file = ${JSON.stringify(file)}; ${program}; console.log("ready"); setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ["--input-type=module", "-e", text], { stdio: ["ignore", "pipe", "inherit"] })
  await new Promise<void>((resolve, reject) => {
    child.stdout.once("data", () => resolve())
    child.once("exit", () => reject(new Error("the other process has ended")))
  })
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  return {
    pid: child.pid ?? 0,
    kill: () => {
      child.kill("SIGKILL")
      return ended
    },
  }
}

describe("the one owner of a store", () => {
  it("keeps a second opening out, in its own process too, until it closes", async () => {
    const journal = sqliteStore({ file })
    expect(refusal()).toContain(`StoreInUse: store '${file}' is in use by process ${process.pid} on `)
    await journal.close()
    expect(refusal()).toBe("opened")
  })

  it("keeps another process out until it ends, however it does", async () => {
    const other = await otherProcess("sqliteStore({ file })")
    expect(refusal()).toContain(`StoreInUse: store '${file}' is in use by process ${other.pid} on `)
    await other.kill()
    expect(refusal()).toBe("opened")
  })

  it("does not hold the store when it could not be opened", async () => {
    writeFileSync(file, "no store at all".repeat(100))
    expect(refusal()).toContain("StoreUnusable")
    rmSync(file)
    expect(refusal()).toBe("opened")
  })

  it("leaves readers alone", async () => {
    await filled()
    const journal = sqliteStore({ file })
    const reader = new DatabaseSync(file, { readOnly: true })
    expect(reader.prepare("SELECT count(*) AS n FROM entries").get()).toEqual({ n: 2 })
    await journal.append([entryAdded("invoice-42", 3)])
    expect(reader.prepare("SELECT count(*) AS n FROM entries").get()).toEqual({ n: 3 })
    reader.close()
    await journal.close()
  })
})

describe("a process that is killed", () => {
  it("leaves all that it has acknowledged", async () => {
    const other = await otherProcess(
      `const journal = sqliteStore({ file }); const { newExecution, entryAdded } = await import(${JSON.stringify(fileURLToPath(new URL("../../src/journal/suite/samples.ts", import.meta.url)))}); await journal.start(newExecution("a")); await journal.append([entryAdded("a", 1)]); await journal.claim({ owner: "other", limit: 1, nowMs: 1 })`,
    )
    await other.kill()
    const journal = sqliteStore({ file })
    expect((await journal.read("a"))?.entries).toHaveLength(1)
    expect((await journal.claim({ owner: "me", limit: 9, nowMs: 2 })).executions).toMatchObject([
      { execution: { id: "a", owner: "me" } },
    ])
    await journal.close()
  })

  it("leaves whole writes only, when the log was cut off", async () => {
    await filled()
    const journal = sqliteStore({ file })
    for (let sequence = 3; sequence < 13; sequence += 2) {
      await journal.append([entryAdded("invoice-42", sequence), entryAdded("invoice-42", sequence + 1)])
    }
    const copy = join(folder, "copy.db")
    copyFileSync(file, copy)
    copyFileSync(`${file}-wal`, `${copy}-wal`)
    await journal.close()
    const { length } = readFileSync(`${copy}-wal`)
    const counts: Array<number> = []
    for (let left = length - 1; left > 0; left -= 1_001) {
      const cut = join(folder, `cut-${left}.db`)
      copyFileSync(copy, cut)
      copyFileSync(`${copy}-wal`, `${cut}-wal`)
      truncateSync(`${cut}-wal`, left)
      const found = sqliteStore({ file: cut })
      counts.push((await found.read("invoice-42"))?.entries.length ?? 0)
      await found.close()
    }
    expect(counts.every((count) => count % 2 === 0)).toBe(true)
    expect(Math.min(...counts)).toBe(2)
    expect(Math.max(...counts)).toBe(10)
  })
})

describe("a store of an earlier form", () => {
  it("becomes one of this form when it is opened, and keeps what it has", async () => {
    await filled()
    const before = sqliteStore({ file })
    const history = await before.read("invoice-42")
    await before.close()
    const store = new DatabaseSync(file)
    store.exec("DROP INDEX executions_of_parent; ALTER TABLE executions DROP COLUMN vars; PRAGMA user_version = 1")
    store.close()
    for (let time = 0; time < 2; time++) {
      const journal = sqliteStore({ file })
      expect(await journal.read("invoice-42")).toEqual(history)
      await journal.start(newExecution(`later-${time}`, { vars: "{}" }))
      expect((await journal.find(`later-${time}`))?.vars).toBe("{}")
      await journal.close()
    }
  })
})

describe("a store that cannot be used", () => {
  it("is no store of Millrace", async () => {
    const foreign = new DatabaseSync(file)
    foreign.exec("CREATE TABLE mine (x)")
    foreign.close()
    expect(refusal()).toBe(`StoreUnusable: store '${file}' is no store of Millrace: give it another file`)
    expect(new DatabaseSync(file).prepare("SELECT name FROM sqlite_schema").all()).toEqual([{ name: "mine" }])
  })

  it("is no database", () => {
    writeFileSync(file, "no store at all".repeat(100))
    expect(refusal()).toContain("is no store of Millrace")
  })

  it("was written by a newer version", async () => {
    await filled()
    const store = new DatabaseSync(file)
    store.exec("PRAGMA user_version = 99")
    store.close()
    expect(refusal()).toBe(`StoreUnusable: store '${file}' was written by a newer version of Millrace: run that one`)
  })

  it("stands in a folder that is not there", () => {
    file = join(folder, "nowhere", "millrace.db")
    expect(refusal()).toBe(
      `StoreUnusable: store '${file}' cannot be opened: see that its folder is there and may be read and written`,
    )
  })

  it("is damaged", async () => {
    const journal = sqliteStore({ file })
    for (let index = 0; index < 200; index++) {
      await journal.start(newExecution(`execution ${index}`, { input: `"${"x".repeat(1_000)}"` }))
    }
    await journal.close()
    const bytes = readFileSync(file)
    // All but the header, and the page of the schema.
    bytes.fill(0x5a, 4_096)
    writeFileSync(file, bytes)
    const damaged = (): Promise<unknown> => {
      const opened = sqliteStore({ file })
      return opened.read("execution 1").finally(() => opened.close())
    }
    const failure = await Promise.resolve()
      .then(damaged)
      .then(
        () => "read",
        (error: unknown) => String(error),
      )
    expect(failure).toContain(`store '${file}' is damaged: put back a copy`)
  })
})

describe("a write that is refused", () => {
  /** Writes while somebody else holds the store for a while, and gives what becomes of it. */
  const heldBySomebody = async (patienceMs: number): Promise<unknown> => {
    await filled()
    const journal = sqliteStore({ file, patienceMs })
    const outsider = new DatabaseSync(file, { timeout: 0 })
    outsider.exec("BEGIN IMMEDIATE")
    const written = journal.append([entryAdded("invoice-42", 3)])
    const letGo = setTimeout(() => outsider.exec("ROLLBACK"), 700)
    const answer = await written.then(
      () => "written",
      (error: unknown) => String(error),
    )
    clearTimeout(letGo)
    outsider.close()
    const entries = (await journal.read("invoice-42"))?.entries.length
    await journal.close()
    return { answer, entries }
  }

  it("is tried again until it can be written", async () => {
    expect(await heldBySomebody(10_000)).toEqual({ answer: "written", entries: 3 })
  })

  it("fails when patience ends, and nothing of it is there", async () => {
    expect(await heldBySomebody(0)).toEqual({
      answer: `WriteRefused: store '${file}' cannot be written, for another connection holds it: end the transaction that is open there`,
      entries: 2,
    })
  })
})

describe("what SQLite says", () => {
  /** Gives the error of SQLite that some statements end with. */
  const errorOf = (statements: string, options: { readonly readOnly?: boolean } = {}): unknown => {
    const database = new DatabaseSync(file, options)
    try {
      database.exec(statements)
      return undefined
    } catch (thrown) {
      return thrown
    } finally {
      database.close()
    }
  }

  it("is told as what there is to do", async () => {
    await filled()
    const full = errorOf(`PRAGMA max_page_count = 1; CREATE TABLE more AS SELECT randomblob(100000)`)
    expect(storeFailure(file, full)).toMatchObject({ _tag: "WriteRefused", problem: "disk-full", cause: full })
    const readOnly = errorOf("DELETE FROM entries", { readOnly: true })
    expect(String(storeFailure(file, readOnly))).toBe(
      `WriteRefused: store '${file}' cannot be written, for it may only be read: see to the rights of the file and its folder`,
    )
  })

  it("stays as it is when it says that a statement is wrong", () => {
    const wrong = errorOf("SELECT nonsense")
    expect(wrong).toBeInstanceOf(Error)
    expect(storeFailure(file, wrong)).toBe(wrong)
  })
})

describe("what people see in a store", () => {
  it("is understood without knowing its code", async () => {
    await filled()
    const journal = sqliteStore({ file })
    await journal.append([statusChanged("invoice-42", "waiting")])
    await journal.close()
    const reader = new DatabaseSync(file, { readOnly: true })
    const read = (query: string): ReadonlyArray<unknown> =>
      reader
        .prepare(query)
        .all()
        .map((row) => Object.values(row))
    expect(read("SELECT * FROM history")).toEqual([
      ["invoice-42", 1, "1970-01-01 00:00:01", "pages[3].read", "step.completed", '{"n":1}'],
      ["invoice-42", 2, "1970-01-01 00:00:01", "step 2", "step.completed", '{"n":2}'],
    ])
    expect(read("SELECT id, workflow, status, input FROM executions")).toEqual([
      ["invoice-42", "order", "waiting", '{"n":1}'],
    ])
    reader.close()
  })
})
