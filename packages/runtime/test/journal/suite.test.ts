import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { memoryStore, sqliteStore } from "@millrace/runtime/journal"
import { journalSuite } from "@millrace/runtime/journal/suite"
import { afterAll, describe, expect, it } from "vitest"

const folder = mkdtempSync(join(tmpdir(), "millrace-journal-"))
afterAll(() => rmSync(folder, { recursive: true }))

it("has something to demand", () => {
  expect(journalSuite.length).toBeGreaterThan(15)
})

describe("a store in memory", () => {
  it.each(journalSuite)("$title", ({ run }) => run(memoryStore()))
})

describe("a store in a SQLite file", () => {
  it.each(journalSuite.map((each, index) => ({ ...each, file: join(folder, `${index}.db`) })))(
    "$title",
    ({ run, file }) => run({ open: () => sqliteStore({ file }) }),
  )
})
