import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sqliteStore } from "@millrace/runtime/journal"
import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { cutLog, damagePages, fillStore } from "./faults/damage.ts"
import { smallDisk } from "./faults/small-disk.ts"
import { done, inputs, openTally, runAll, tally } from "./faults/tally.ts"

const folder = mkdtempSync(join(tmpdir(), "millrace-faults-"))
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => {
  done.length = 0
})

const everything = { right: inputs.length, refusals: [], madeUp: [] }
/** What says what is wrong with a store. */
const clear = new Set(["StoreUnusable", "PayloadUnreadable", "ExecutionSuspended", "WriteRefused", "Waits"])

// `node test/reliability/store-faults.ts` cuts at every 512 bytes, and damages every page in every way.
describe("a damaged store", () => {
  it("runs on from what is left of a log that was cut off, and makes nothing up", async () => {
    const { cases, whole, madeUp } = await cutLog(await fillStore(folder), 24 * 512)
    expect(madeUp).toEqual([])
    expect(cases).toBeGreaterThan(3)
    expect(whole).toBe(cases)
  })

  it("says of a page that is gone what is wrong, and makes nothing up", async () => {
    const { cases, refused, madeUp } = await damagePages(await fillStore(folder), "zeros", 6)
    expect(madeUp).toEqual([])
    expect(cases).toBeGreaterThan(3)
    expect([...refused.keys()].filter((tag) => !clear.has(tag))).toEqual([])
    expect(refused.get("StoreUnusable")).toBeGreaterThan(0)
  })
})

describe("a store that another process holds", () => {
  it("goes on when that lets go, and has done nothing twice", async () => {
    const file = join(folder, "held.db")
    await using engine = await openTally(`sqlite:${file}`)
    const program = `const {DatabaseSync} = require("node:sqlite"); const held = new DatabaseSync(${JSON.stringify(file)});
      held.exec("BEGIN IMMEDIATE"); console.log("held"); setTimeout(() => held.exec("ROLLBACK"), 600)`
    const holder = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "ignore"] })
    await once(holder.stdout, "data")
    expect(await runAll(engine)).toEqual(everything)
    expect(done.length).toBe(new Set(done).size)
  })
})

describe("a store whose file is not there any more", () => {
  it("refuses what it could not keep, also when another file has taken its place", async () => {
    const file = join(folder, "moved.db")
    const engine = await openTally(`sqlite:${file}`)
    const execution = await engine.start(tally, { n: 1, note: "" }, { id: "before" })
    expect((await execution.result()).sum).toBe(4)
    renameSync(file, `${file}-away`)
    const refused = engine.start(tally, { n: 1, note: "" }, { id: "after" })
    await expect(refused).rejects.toThrow(
      `store '${file}' was removed or replaced while it was open, so that nothing can be kept any more: end this process, put the file back`,
    )
    writeFileSync(file, "")
    await expect(engine.start(tally, { n: 1, note: "" })).rejects.toMatchObject({ problem: "removed" })
    await engine.close().catch(() => undefined)
  })
})

const disk = smallDisk(700)
afterAll(() => disk?.remove())

describe.runIf(disk !== undefined)("a small disk", () => {
  const small = disk?.folder ?? ""

  const filler = join(small, "filler")
  const fill = (): void => {
    try {
      writeFileSync(filler, new Uint8Array(10_000_000))
    } catch {
      // As much as there was room for.
    }
  }

  it("that is full refuses what is started", async () => {
    const engine = await openTally(sqliteStore({ file: join(small, "full.db"), patienceMs: 0 }))
    fill()
    expect(await runAll(engine)).toEqual({ right: 0, refusals: inputs.map(() => "WriteRefused"), madeUp: [] })
    rmSync(filler)
    expect(await runAll(engine)).toEqual(everything)
    await engine.close()
  })

  it("that was full for a while holds executions up, and nothing is done twice", async () => {
    await using engine = await openTally(sqliteStore({ file: join(small, "filling.db") }))
    const all = runAll(engine)
    while (done.length < 3) await new Promise((resolve) => setTimeout(resolve, 1))
    fill()
    setTimeout(() => rmSync(filler), 600)
    expect(await all).toEqual(everything)
    expect(done.length).toBe(new Set(done).size)
  })

  it("that may only be read says so, and keeps what it has", async () => {
    const file = join(small, "read-only.db")
    const first = await openTally(`sqlite:${file}`)
    expect(await runAll(first)).toEqual(everything)
    await first.close()
    disk?.makeReadOnly()
    const opened = openTally(`sqlite:${file}`)
    await expect(opened).rejects.toMatchObject({ _tag: expect.stringMatching(/^(WriteRefused|StoreUnusable)$/) })
  })
})
