import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { fileURLToPath } from "node:url"

const program = fileURLToPath(new URL("killed-process.ts", import.meta.url))

/** Where a process is killed: at a write of its journal, or after a time. */
export type Killing =
  | { readonly write: number; readonly when: "before" | "after" }
  | { readonly afterMs: number }
  | undefined

/** What a process has left when it ended. */
export interface Left {
  /** What it printed; nothing when it was killed. */
  readonly output: string
  /** All that was done in the world so far, each with the number of its flow. */
  readonly done: ReadonlyArray<string>
  /** What has an outcome in the journal, each with the number of its flow. */
  readonly committed: ReadonlyArray<string>
}

/** Runs the flows in a process of its own, and says what it left. */
export async function runProcess(folder: string, killing: Killing): Promise<Left> {
  const [store, world] = [join(folder, "store.db"), join(folder, "world.txt")]
  const at = killing !== undefined && "write" in killing ? [String(killing.write), killing.when] : []
  const child = spawn(process.execPath, [program, store, world, ...at], { stdio: ["ignore", "pipe", "inherit"] })
  let output = ""
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString()
  })
  const timer =
    killing !== undefined && "afterMs" in killing ? setTimeout(() => child.kill("SIGKILL"), killing.afterMs) : undefined
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve))
  clearTimeout(timer)
  if (code !== null && code !== 0) throw new Error(`the process ended with ${code}`)
  const done = existsSync(world) ? readFileSync(world, "utf8").split("\n").slice(0, -1) : []
  return { output: output.trim(), done, committed: committedIn(store) }
}

/** What was done again although it had been committed before. */
export function repeated(lefts: ReadonlyArray<Left>): ReadonlyArray<string> {
  const all = lefts.at(-1)?.done ?? []
  return lefts.flatMap(({ done, committed }) => {
    const later = new Set(all.slice(done.length))
    return committed.filter((what) => later.has(what))
  })
}

function committedIn(store: string): ReadonlyArray<string> {
  if (!existsSync(store)) return []
  const database = new DatabaseSync(store, { readOnly: true })
  try {
    const rows = database
      .prepare("SELECT execution, path FROM history WHERE kind IN ('step.completed', 'step.failed', 'compensated')")
      .all()
    return rows.map(({ execution, path }) => `${String(execution).replace("execution-", "")} ${String(path)}`)
  } catch {
    // It was killed before the tables were there.
    return []
  } finally {
    database.close()
  }
}
