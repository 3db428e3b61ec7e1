import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { recorded } from "../record.ts"
import type { Line } from "../record.ts"
import { recordOf, storeOf } from "./job.ts"
import type { Job } from "./job.ts"

/** An entry of a journal. */
export interface KeptEntry {
  readonly execution: string
  readonly sequence: number
  readonly path: string
  readonly kind: string
  readonly payload: unknown
  readonly recordedMs: number
}

/** What is there when a process has ended: in the world, and on the disk. */
export interface Left {
  readonly lines: ReadonlyArray<Line>
  readonly entries: ReadonlyArray<KeptEntry>
  /** The ids of executions, and how each stands. */
  readonly executions: ReadonlyMap<string, string>
  /** The ids of messages. */
  readonly messages: ReadonlySet<string>
  /** What executions wait for. */
  readonly waits: number
}

/** Looks at what is there. The files are copied, so that whoever opens them next finds them as they were left. */
export function leftBehind(job: Pick<Job, "folder">): Left {
  const lines = recorded(recordOf(job))
  const nothing: Left = { lines, entries: [], executions: new Map(), messages: new Set(), waits: 0 }
  if (!existsSync(storeOf(job))) return nothing
  const folder = mkdtempSync(join(tmpdir(), "millrace-left-"))
  try {
    for (const end of ["", "-wal"]) {
      if (existsSync(storeOf(job) + end)) copyFileSync(storeOf(job) + end, join(folder, `store.db${end}`))
    }
    using database = new DatabaseSync(join(folder, "store.db"))
    // It may have been killed before the tables were there.
    if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'entries'").get() === undefined) return nothing
    return { lines, ...contentOf(database) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function contentOf(database: DatabaseSync): Omit<Left, "lines"> {
  const rows = (sql: string): ReadonlyArray<Record<string, unknown>> => database.prepare(sql).all()
  const entries = rows(
    `SELECT id, sequence, path, kind, payload, recorded_at FROM entries
      JOIN executions ON executions.number = execution ORDER BY executions.number, sequence`,
  ).map((row): KeptEntry => ({
    execution: String(row["id"]),
    sequence: Number(row["sequence"]),
    path: String(row["path"]),
    kind: String(row["kind"]),
    payload: typeof row["payload"] === "string" ? JSON.parse(row["payload"]) : undefined,
    recordedMs: Number(row["recorded_at"]),
  }))
  return {
    entries,
    executions: new Map(
      rows("SELECT id, status FROM executions").map(({ id, status }) => [String(id), String(status)]),
    ),
    messages: new Set(rows("SELECT id FROM messages").map(({ id }) => String(id))),
    waits: rows("SELECT 1 FROM waits").length,
  }
}
