import { chmodSync, existsSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { StoreUnusable } from "../failures/store-unusable.ts"
import { processName } from "./ownership.ts"
import { applicationId, storeVersion, tables } from "./schema.ts"
import { primaryCode, storeFailure } from "./store-failure.ts"
import { upgrades } from "./upgrades.ts"

/** How long SQLite waits for somebody else's transaction. Nothing else goes on meanwhile, and writes are tried again. */
const lockMs = 50

/** Opens the database of a store for writing, and makes its tables when it is new. */
export function openDatabase(file: string): DatabaseSync {
  const isNew = !existsSync(file)
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { timeout: lockMs })
    // It holds payloads, and the key of tokens: who else may read it is for its owner to say.
    if (isNew) chmodSync(file, 0o600)
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
    prepare(database, file, isNew)
    database.prepare("INSERT OR REPLACE INTO store VALUES ('owner', ?)").run(processName())
    return database
  } catch (thrown) {
    database?.close()
    throw primaryCode(thrown) === 26 && !isNew
      ? new StoreUnusable({ file, problem: "foreign", cause: thrown })
      : storeFailure(file, thrown)
  }
}

function prepare(database: DatabaseSync, file: string, isNew: boolean): void {
  const version = pragma(database, "user_version")
  const application = pragma(database, "application_id")
  if (application === 0 && version === 0 && (isNew || isEmpty(database))) {
    database.exec(`BEGIN;${tables}COMMIT`)
    return
  }
  checkStore(database, file)
  for (const upgrade of upgrades.slice(version - 1)) database.exec(`BEGIN;${upgrade}COMMIT`)
}

/** Throws when a database is no store, or of a version that is not known here. */
export function checkStore(database: DatabaseSync, file: string): void {
  if (pragma(database, "application_id") !== applicationId) throw new StoreUnusable({ file, problem: "foreign" })
  if (pragma(database, "user_version") > storeVersion) throw new StoreUnusable({ file, problem: "newer" })
}

/** Whether a store has to be opened for writing once before it can be read here. */
export function isOlder(database: DatabaseSync): boolean {
  return pragma(database, "user_version") < storeVersion
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name])
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined
}
