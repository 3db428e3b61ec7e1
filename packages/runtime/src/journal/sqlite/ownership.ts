import { hostname } from "node:os"
import { DatabaseSync } from "node:sqlite"
import { StoreInUse } from "../failures/store-in-use.ts"
import { primaryCode, storeFailure } from "./store-failure.ts"

/** That a file is this process's until it gives it up or ends. */
export interface Ownership {
  readonly release: () => void
}

/** Names this process to people. */
export function processName(): string {
  return `process ${process.pid} on ${hostname()}`
}

/**
 * Makes this process the only owner of a store.
 *
 * **Details**
 *
 * A file beside the store, `<store>-owner`, is kept locked: the system lets go of it when the process ends, however it
 * does. Its content is nothing. Those who only read the store need no lock.
 */
export function ownStore(file: string): Ownership {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(`${file}-owner`, { timeout: 0 })
    lock.exec("BEGIN EXCLUSIVE")
    const held = lock
    return { release: () => held.close() }
  } catch (thrown) {
    lock?.close()
    if (primaryCode(thrown) === 5) throw new StoreInUse({ file, owner: ownerOf(file) })
    throw storeFailure(file, thrown)
  }
}

/** Reads who has opened a store for writing; the store says so itself. */
function ownerOf(file: string): string | undefined {
  try {
    const store = new DatabaseSync(file, { readOnly: true, timeout: 100 })
    try {
      const row = store.prepare("SELECT value FROM store WHERE name = 'owner'").get()
      return typeof row?.["value"] === "string" ? row["value"] : undefined
    } finally {
      store.close()
    }
  } catch {
    return undefined
  }
}
