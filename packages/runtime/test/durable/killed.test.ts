import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { repeated, runProcess } from "./killing.ts"
import type { Left } from "./killing.ts"

const folder = mkdtempSync(join(tmpdir(), "millrace-killed-"))
afterAll(() => rmSync(folder, { recursive: true }))
const newFolder = (): string => mkdtempSync(join(folder, "run-"))

let whole: Left
beforeAll(async () => {
  whole = await runProcess(newFolder(), undefined)
}, 60_000)

/** Gives the bookings that were not undone, though the saga they belong to has failed. */
function unbalanced({ done }: Left): ReadonlyArray<string> {
  const bookings = done.filter((what) => /^\d+ trip\.(\w+\.)*(train|hotel)$/.test(what))
  return bookings.filter((booked) => !done.some((what) => what.startsWith(`${booked}.compensate undoes`)))
}

/** What is true in the end, whatever has happened: invariants 1, 3 and 6, and the same results. */
function expectWhole(lefts: ReadonlyArray<Left>): void {
  const last = lefts.at(-1)
  expect(last?.output).toBe(whole.output)
  expect(repeated(lefts)).toEqual([])
  expect(last && unbalanced(last)).toEqual([])
}

describe("a process that is killed while it runs every verb durably", () => {
  it("has something to lose", () => {
    expect(whole.committed.length).toBeGreaterThan(30)
    expect(whole.done.filter((what) => what.includes("undoes")).length).toBeGreaterThan(3)
    expect(JSON.parse(whole.output)).toContainEqual({ value: { first: 2, second: 3, third: 4 } })
  })

  it.each([
    [3, "before"],
    [37, "after"],
  ] as const)("loses nothing and repeats nothing that was committed at write %i, %s it", async (write, when) => {
    const place = newFolder()
    const lefts = [await runProcess(place, { write, when }), await runProcess(place, undefined)]
    expect(lefts[0]?.output).toBe("")
    expectWhole(lefts)
  })

  it("loses nothing and repeats nothing that was committed when it is killed again and again", async () => {
    const place = newFolder()
    const lefts: Array<Left> = []
    for (let write = 25; lefts.at(-1)?.output !== whole.output && lefts.length < 30; write += 9) {
      lefts.push(await runProcess(place, { write, when: lefts.length % 2 === 0 ? "before" : "after" }))
    }
    expect(lefts.length).toBeGreaterThan(2)
    expectWhole(lefts)
  })
})
