import { statSync } from "node:fs"
import { StoreUnusable } from "../failures/store-unusable.ts"

/**
 * Gives what demands that a store's file is still the one that was opened: SQLite goes on writing to one that was removed or
 * replaced, and what is acknowledged then is lost when the process ends.
 */
export function sameFile(file: string): () => void {
  const opened = identity(file)
  return () => {
    if (identity(file) !== opened) throw new StoreUnusable({ file, problem: "removed" })
  }
}

function identity(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? undefined : `${found.dev} ${found.ino}`
}
