import type { Change } from "./change.ts"
import type { Payload } from "./entry.ts"
import type { ExecutionHistory, ExecutionRow, ExecutionStatus, NewExecution } from "./execution-row.ts"
import type { Acceptance, Message } from "./message.ts"
import type { Place, Recorded, RecordedRequest } from "./recorded.ts"
import type { OpenWait, WaitKind } from "./wait.ts"

/** What came of a start: the execution, and whether this start has made it. */
export interface Started {
  readonly execution: ExecutionRow
  readonly isNew: boolean
}

/** Who claims executions, and how many. */
export interface ClaimRequest {
  readonly owner: string
  readonly limit: number
  readonly nowMs: number
}

/** What was claimed, with all there is of it, and whether more is ready. */
export interface Claimed {
  readonly executions: ReadonlyArray<ExecutionHistory>
  readonly isMore: boolean
}

/** Which executions are listed. */
export interface ListRequest {
  readonly workflow?: string
  readonly status?: ExecutionStatus
  /** @default 100 */
  readonly limit?: number
  /** Those that were started before this one, as the last answer's `next` says. */
  readonly before?: string
}

/** A part of a list, and where the rest begins. */
export interface Page<Item> {
  readonly items: ReadonlyArray<Item>
  /** Absent on the last page. */
  readonly next?: string
}

/** How much is to be done. */
export interface JournalCounts {
  /** Executions that wait for their turn. */
  readonly ready: number
  /** Open waits by their kind; a kind of which there is none is absent. */
  readonly waits: Readonly<Partial<Record<WaitKind, number>>>
}

/** Which waits are listed. */
export interface WaitRequest {
  readonly kind?: WaitKind
  readonly execution?: string
  /** The most that are given, those that began first. @default 100 */
  readonly limit?: number
}

/**
 * Where executions are kept, so that they outlive their process.
 *
 * **Details**
 *
 * Every store owes its callers this:
 * 1. a promise of `start`, `append`, `accept`, `claim` or `note` resolves when what it says would survive a crash of the machine,
 *    and not before;
 * 2. the changes of one `append` are all there or none is, and none is there without all that was handed over before it;
 * 3. a `start` with an id that is known changes nothing, and gives the execution that has it; an `accept` likewise;
 * 4. an answer of a person or a call is accepted as long as the wait is open that it is for;
 * 5. an accepted message makes a waiting execution `ready` in the same write, one to a child whoever runs that, and a wait that is due does at the next
 *    claim: neither is lost when the process ends in between. One that waits although a message has come, which its owner
 *    may not have told it, is `ready` when the store is opened again;
 * 6. entries and waits are added by who has claimed an execution; what is claimed is `running` and is given to nobody else; after its owner has died it is `ready` again;
 * 7. `claim` gives what is ready in the order of priority, and of starting where that is equal; a child is never claimed,
 *    for whoever runs its parent runs it;
 * 8. what cannot be written rejects with one of the failures beside this, and nothing of it is there.
 *
 * The exported suite (`@millrace/runtime/journal/suite`) demands all of it of a store.
 */
export interface Journal {
  /** Keeps a new execution, which is then `ready`, or claimed by an owner at once; or gives the one that has its id. */
  readonly start: (execution: NewExecution, owner?: string) => Promise<Started>
  /** Writes changes of executions. */
  readonly append: (changes: ReadonlyArray<Change>) => Promise<void>
  /** Keeps a message to an execution. One that waits for it is then `ready`, or claimed by an owner at once. */
  readonly accept: (execution: string, message: Message, owner?: string) => Promise<Acceptance>
  /** Gives an execution, without what it has come to on its way. */
  readonly find: (id: string) => Promise<ExecutionRow | undefined>
  /** Gives all there is of an execution. */
  readonly read: (id: string) => Promise<ExecutionHistory | undefined>
  /** Takes executions that can go on. An execution is released by the next change of its status. */
  readonly claim: (request: ClaimRequest) => Promise<Claimed>
  /** When the first wait of a waiting execution is due, in milliseconds since 1970. */
  readonly nextDueMs: () => Promise<number | undefined>
  /** Counts the executions that are ready, and what executions wait for. */
  readonly counts: () => Promise<JournalCounts>
  /** Lists executions, the last one started first. */
  readonly list: (request?: ListRequest) => Promise<Page<ExecutionRow>>
  /** Lists what executions wait for. */
  readonly waits: (request?: WaitRequest) => Promise<ReadonlyArray<OpenWait>>
  /**
   * Gives what was recorded of all executions, in the order in which it was written; but all that were started before any
   * of their entries. What has been removed is left out.
   */
  readonly recorded: (request?: RecordedRequest) => Promise<ReadonlyArray<Recorded>>
  /** Gives the place behind all that was recorded. */
  readonly place: () => Promise<Place>
  /**
   * Removes executions that ended before a moment with all their children, the oldest first, up to `limit` of them, and says
   * how many; a child goes with its parent only.
   */
  readonly forget: (request: { readonly endedBeforeMs: number; readonly limit: number }) => Promise<number>
  /** Gives what was noted last under a name, by whoever had the store then. */
  readonly noted: (name: string) => Promise<Payload>
  /** Keeps something about the store as a whole, instead of what was noted under this name. */
  readonly note: (name: string, value: Payload) => Promise<void>
  /** Writes what waits to be written, and gives the store back. */
  readonly close: () => Promise<void>
}
