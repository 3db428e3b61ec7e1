import { copyFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { sqliteStore } from "@millrace/runtime/journal"
import { openTally, runAll, tagOf } from "./tally.ts"
import type { Verdict } from "./tally.ts"

/** What came of opening a damaged store, over all the ways to damage it. */
export interface Damage {
  cases: number
  /** Stores in which everything came to what it has to. */
  whole: number
  /** Stores of which something was refused, by what it was refused as. */
  readonly refused: Map<string, number>
  readonly madeUp: Array<unknown>
}

/** Fills a store, and keeps a copy of it as a process leaves it that is killed. */
export async function fillStore(folder: string): Promise<string> {
  const file = join(folder, "whole.db")
  const engine = await openTally(`sqlite:${file}`)
  await runAll(engine)
  const left = join(folder, "left.db")
  for (const end of ["", "-wal"]) copyFileSync(file + end, left + end)
  await engine.close()
  return left
}

/** Cuts the log of a store off at every so many bytes, and runs what is left. */
export async function cutLog(left: string, everyBytes: number): Promise<Damage> {
  const { size } = statSync(`${left}-wal`)
  const damage = newDamage()
  for (let bytes = 0; bytes < size; bytes += everyBytes) {
    const cut = copyOf(left)
    truncateSync(`${cut}-wal`, bytes)
    await look(cut, damage)
  }
  return damage
}

/** How a page is damaged. */
export type PageDamage = "zeros" | "noise" | "half"

/** Damages every so many-th page of a store, and runs what is left. */
export async function damagePages(left: string, how: PageDamage, every = 1): Promise<Damage> {
  const whole = copyOf(left)
  const database = new DatabaseSync(whole)
  database.exec("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")
  database.close()
  const bytes = readFileSync(whole)
  const pageBytes = bytes.readUInt16BE(16)
  const damage = newDamage()
  for (let page = 0; page < bytes.length / pageBytes; page += every) {
    const damaged = Buffer.from(bytes)
    const at = page * pageBytes
    if (how === "zeros") damaged.fill(0, at, at + pageBytes)
    else if (how === "half") damaged.fill(0, at + pageBytes / 2, at + pageBytes)
    else for (let byte = at; byte < at + pageBytes; byte += 7) damaged[byte] = (byte * 131) % 256
    const file = `${left}-damaged`
    writeFileSync(file, damaged)
    await look(file, damage)
  }
  return damage
}

function newDamage(): Damage {
  return { cases: 0, whole: 0, refused: new Map(), madeUp: [] }
}

function copyOf(left: string): string {
  const copy = `${left}-copy`
  for (const end of ["", "-wal"]) copyFileSync(left + end, copy + end)
  rmSync(`${copy}-shm`, { force: true })
  return copy
}

async function look(file: string, damage: Damage): Promise<void> {
  damage.cases += 1
  const { refusals, madeUp } = await runIn(file)
  damage.madeUp.push(...madeUp)
  if (refusals.length + madeUp.length === 0) damage.whole += 1
  for (const tag of new Set(refusals)) damage.refused.set(tag, (damage.refused.get(tag) ?? 0) + 1)
  for (const end of ["", "-wal", "-shm", "-owner"]) if (existsSync(file + end)) rmSync(file + end)
}

async function runIn(file: string): Promise<Verdict> {
  try {
    const journal = sqliteStore({ file, patienceMs: 0 })
    const engine = await openTally(journal)
    try {
      return await runAll(engine)
    } finally {
      await engine.close().catch(() => journal.close())
    }
  } catch (error) {
    return { right: 0, refusals: [tagOf(error)], madeUp: [] }
  }
}
