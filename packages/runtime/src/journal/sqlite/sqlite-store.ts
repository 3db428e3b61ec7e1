import { StoreUnusable } from "../failures/store-unusable.ts"
import type { Journal } from "../journal.ts"
import { GroupCommit } from "./group-commit.ts"
import { openDatabase } from "./open-database.ts"
import { ownStore } from "./ownership.ts"
import { RecordReads } from "./record-reads.ts"
import { Reads } from "./reads.ts"
import { storeFailure } from "./store-failure.ts"
import { Writes } from "./writes.ts"

/** How a store in a file is opened. */
export interface SqliteOptions {
  /** Where it is; its folder must be there. The file is made when it is not. */
  readonly file: string
  /** How long a write that the disk refuses is tried again before it fails, in milliseconds. @default 10000 */
  readonly patienceMs?: number
}

/**
 * Opens a store in a SQLite file.
 *
 * **Details**
 *
 * One process owns the file at a time. Writes that come at once go to the disk in one transaction, in WAL mode with
 * `synchronous = FULL`. Anybody may read it meanwhile: `sqlite3 millrace.db 'SELECT * FROM history'`. Throws `StoreInUse`,
 * `StoreUnusable` or `WriteRefused`, which say what to do.
 *
 * **Example**
 *
 * ```ts
 * import { sqliteStore } from "@millrace/runtime/journal"
 *
 * const journal = sqliteStore({ file: "millrace.db" })
 * ```
 *
 * @since 0.1.0
 */
export function sqliteStore({ file, patienceMs = 10_000 }: SqliteOptions): Journal {
  const ownership = ownStore(file)
  try {
    return opened(file, { patienceMs, release: ownership.release })
  } catch (thrown) {
    ownership.release()
    throw storeFailure(file, thrown)
  }
}

function opened(
  file: string,
  { patienceMs, release }: { readonly patienceMs: number; readonly release: () => void },
): Journal {
  const database = openDatabase(file)
  const reads = new Reads(database)
  const record = new RecordReads(database)
  const writes = new Writes(database, reads)
  const commit = new GroupCommit(database, { file, patienceMs, onRollback: () => writes.rolledBack() })
  writes.recover()
  let isOpen = true
  const written = <Answer>(write: () => Answer): Promise<Answer> => {
    let answer: Answer
    return commit
      .add(() => {
        answer = write()
      })
      .then(() => answer)
  }
  const read = <Answer>(look: () => Answer): Promise<Answer> => {
    try {
      return isOpen ? Promise.resolve(look()) : Promise.reject(new StoreUnusable({ file, problem: "closed" }))
    } catch (thrown) {
      return Promise.reject(storeFailure(file, thrown))
    }
  }
  return {
    start: (execution, owner) => written(() => writes.start(execution, owner)),
    append: (changes) => commit.add(() => writes.append(changes)),
    accept: (execution, message, owner) => written(() => writes.accept(execution, message, owner)),
    claim: (request) => written(() => writes.claim(request)),
    forget: (request) => written(() => writes.forget(request)),
    find: (id) => read(() => reads.execution(id)),
    read: (id) => read(() => reads.history(id)),
    nextDueMs: () => read(() => reads.nextDueMs()),
    counts: () => read(() => reads.counts()),
    list: (request = {}) => read(() => reads.list(request)),
    waits: (request = {}) => read(() => reads.waits(request)),
    recorded: (request = {}) => read(() => record.after(request)),
    place: () => read(() => record.place()),
    noted: (name) => read(() => reads.noted(name)),
    note: (name, value) => commit.add(() => writes.note(name, value)),
    close: async () => {
      if (!isOpen) return
      isOpen = false
      await commit.close()
      database.close()
      release()
    },
  }
}
