import { existsSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { StoreUnusable } from "../failures/store-unusable.ts"
import type { Journal } from "../journal.ts"
import { checkStore, isOlder } from "./open-database.ts"
import { RecordReads } from "./record-reads.ts"
import { Reads } from "./reads.ts"
import { primaryCode, storeFailure } from "./store-failure.ts"

/** What can be read of a store without owning it. */
export interface JournalReader extends Pick<Journal, "read" | "list" | "waits" | "recorded" | "place"> {
  readonly close: () => void
}

/**
 * Opens a store in a SQLite file to read it, whether or not a process owns it.
 *
 * **Details**
 *
 * It sees what was committed by then. Throws `StoreUnusable`, which says what to do.
 *
 * **Example**
 *
 * ```ts
 * import { sqliteReader } from "@millrace/runtime/journal"
 *
 * const reader = sqliteReader({ file: "millrace.db" })
 * const { items } = await reader.list({ status: "failed" })
 * reader.close()
 * ```
 *
 * @since 0.1.0
 */
export function sqliteReader({ file }: { readonly file: string }): JournalReader {
  const database = opened(file)
  const reads = new Reads(database)
  const record = new RecordReads(database)
  const read = async <Answer>(look: () => Answer): Promise<Answer> => {
    try {
      // What the owner commits between two statements is seen by both or by none.
      database.exec("BEGIN")
      return look()
    } catch (thrown) {
      throw storeFailure(file, thrown)
    } finally {
      if (database.isTransaction) database.exec("END")
    }
  }
  return {
    read: (id) => read(() => reads.history(id)),
    list: (request = {}) => read(() => reads.list(request)),
    waits: (request = {}) => read(() => reads.waits(request)),
    recorded: (request = {}) => read(() => record.after(request)),
    place: () => read(() => record.place()),
    close: () => database.close(),
  }
}

/** How long SQLite waits for the owner's transaction. */
const lockMs = 2_000

function opened(file: string): DatabaseSync {
  if (!existsSync(file)) throw new StoreUnusable({ file, problem: "missing" })
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: lockMs })
    checkStore(database, file)
    if (isOlder(database)) throw new StoreUnusable({ file, problem: "older" })
    return database
  } catch (thrown) {
    database?.close()
    throw primaryCode(thrown) === 26
      ? new StoreUnusable({ file, problem: "foreign", cause: thrown })
      : storeFailure(file, thrown)
  }
}
