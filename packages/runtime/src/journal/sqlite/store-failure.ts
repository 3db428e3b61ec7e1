import { StoreUnusable } from "../failures/store-unusable.ts"
import { WriteRefused } from "../failures/write-refused.ts"
import type { WriteProblem } from "../failures/write-refused.ts"

/** The primary result codes of SQLite, <https://www.sqlite.org/rescode.html>. */
const writeProblems = new Map<number, WriteProblem>([
  [5, "locked"],
  [6, "locked"],
  [8, "read-only"],
  [10, "failed"],
  [13, "disk-full"],
])

const damaged: ReadonlySet<number> = new Set([11, 26])

/** Gives what an error of SQLite means to whoever has to do something about it; other errors stay what they are. */
export function storeFailure(file: string, thrown: unknown): unknown {
  const code = primaryCode(thrown)
  if (code === undefined) return thrown
  if (damaged.has(code)) return new StoreUnusable({ file, problem: "corrupt", cause: thrown })
  if (code === 14) return new StoreUnusable({ file, problem: "missing-folder", cause: thrown })
  const problem = writeProblems.get(code)
  return problem === undefined ? thrown : new WriteRefused({ file, problem, cause: thrown })
}

/** Gives the primary code of an error of SQLite; its extended codes have it in their lowest byte. */
export function primaryCode(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !("errcode" in thrown) || typeof thrown.errcode !== "number") return undefined
  return thrown.errcode & 0xff
}
