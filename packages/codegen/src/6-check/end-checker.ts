import { ChildProcess } from "node:child_process"
import type { API, Snapshot } from "typescript/unstable/sync"

/** A running checker, and what is open in it. */
export interface OpenChecker {
  readonly checker: API
  readonly snapshot: Snapshot
}

/**
 * Closes a checker and ends its process.
 *
 * **Details**
 *
 * TypeScript 7.0's own `close` asks the process to end, which then writes `context canceled` to the error stream that it
 * shares with this one. It has no state to save, so it is ended at once; without the fields that lead to it, `close` alone
 * does the same with that line.
 */
export function endChecker({ checker, snapshot }: OpenChecker): void {
  snapshot.dispose()
  const child = fieldOf(fieldOf(fieldOf(checker, "client"), "channel"), "child")
  if (child instanceof ChildProcess) child.kill("SIGKILL")
  checker.close()
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined
}
