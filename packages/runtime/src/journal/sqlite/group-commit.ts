import type { DatabaseSync, StatementSync } from "node:sqlite"
import { StoreUnusable } from "../failures/store-unusable.ts"
import { WriteRefused } from "../failures/write-refused.ts"
import { sameFile } from "./same-file.ts"
import { primaryCode, storeFailure } from "./store-failure.ts"

/** One write, inside of a transaction that others are in too. */
interface Write {
  readonly run: () => void
  /** What it threw by itself; then it is left out. */
  refusal: { readonly reason: unknown } | undefined
}

/** How a group commit deals with its file. */
export interface GroupCommitOptions {
  readonly file: string
  /** How long a transaction that the disk refuses is tried again, in milliseconds. */
  readonly patienceMs: number
  /** Is told that what was written since the last commit is not there. */
  readonly onRollback: () => void
}

interface Group {
  readonly writes: Array<Write>
  readonly committed: Promise<void>
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** How often a write that was refused is tried again, and for how long. */
const tryAgainMs = 250

/**
 * Puts all writes that wait into one transaction.
 *
 * Owns the way of a write to the disk:
 * 1. writes are made in the order in which they were handed over;
 * 2. what `add` gives resolves when the transaction that has the write is committed, and SQLite has synchronised it;
 * 3. a transaction that fails is rolled back whole, and tried again until `patienceMs` have passed: a step whose result
 *    cannot be written must not be made again only because a disk was full for a moment. Then all its writes are refused,
 *    and those behind it with it, for they may rely on them;
 * 4. a write that throws by itself is left out and refused alone; the others are written;
 * 5. what is handed over while a transaction is written waits for the next one;
 * 6. what is written to a file that is not in its place any more counts as refused.
 */
export class GroupCommit {
  readonly #database: DatabaseSync
  readonly #file: string
  readonly #patienceMs: number
  readonly #demandFile: () => void
  readonly #onRollback: () => void
  readonly #begin: StatementSync
  readonly #end: StatementSync
  #group: Group | undefined
  #refusedSinceMs: number | undefined
  #isClosed = false

  constructor(database: DatabaseSync, { file, patienceMs, onRollback }: GroupCommitOptions) {
    this.#database = database
    this.#file = file
    this.#patienceMs = patienceMs
    this.#demandFile = sameFile(file)
    this.#onRollback = onRollback
    this.#begin = database.prepare("BEGIN IMMEDIATE")
    this.#end = database.prepare("COMMIT")
  }

  /** Hands a write over, and gives the promise of its transaction. */
  add(run: () => void): Promise<void> {
    if (this.#isClosed) return Promise.reject(new StoreUnusable({ file: this.#file, problem: "closed" }))
    if (this.#group === undefined) {
      this.#group = newGroup()
      setImmediate(this.#commit)
    }
    const write: Write = { run, refusal: undefined }
    this.#group.writes.push(write)
    return this.#group.committed.then(() => {
      if (write.refusal !== undefined) throw write.refusal.reason
      return undefined
    })
  }

  /** Writes what waits, and takes nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#group?.committed.catch(() => undefined)
  }

  readonly #commit = (): void => {
    const group = this.#group
    if (group === undefined) return
    try {
      this.#write(group.writes)
      this.#demandFile()
    } catch (thrown) {
      const failure = storeFailure(this.#file, thrown)
      if (failure instanceof WriteRefused && this.#isPatient()) {
        setTimeout(this.#commit, tryAgainMs)
        return
      }
      this.#over()
      group.reject(failure)
      return
    }
    this.#over()
    group.resolve()
  }

  /** Writes all but those that throw by themselves, which can only be seen by trying. */
  #write(writes: ReadonlyArray<Write>): void {
    let left = writes
    while (!this.#isWritten(left)) left = writes.filter(({ refusal }) => refusal === undefined)
  }

  #isWritten(writes: ReadonlyArray<Write>): boolean {
    this.#begin.run()
    try {
      for (const write of writes) {
        if (!isDone(write)) {
          this.#rollBack()
          return false
        }
      }
      this.#end.run()
      return true
    } catch (thrown) {
      this.#rollBack()
      throw thrown
    }
  }

  #rollBack(): void {
    if (this.#database.isTransaction) this.#database.exec("ROLLBACK")
    this.#onRollback()
  }

  #isPatient(): boolean {
    this.#refusedSinceMs ??= performance.now()
    return performance.now() - this.#refusedSinceMs < this.#patienceMs
  }

  #over(): void {
    this.#group = undefined
    this.#refusedSinceMs = undefined
  }
}

/** Makes a write. What the store throws is for all; what a write throws by itself is its own refusal. */
function isDone(write: Write): boolean {
  try {
    write.run()
    return true
  } catch (reason) {
    if (primaryCode(reason) !== undefined) throw reason
    write.refusal = { reason }
    return false
  }
}

function newGroup(): Group {
  const { promise, resolve, reject } = withResolvers()
  // Who handed a write over hears of its refusal; nobody has to.
  promise.catch(() => undefined)
  return { writes: [], committed: promise, resolve, reject }
}

function withResolvers(): {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
} {
  let resolve: () => void = () => undefined
  let reject: (reason: unknown) => void = () => undefined
  const promise = new Promise<void>((fulfil, refuse) => {
    resolve = fulfil
    reject = refuse
  })
  return { promise, resolve, reject }
}
