import type * as Semaphore from "effect/Semaphore"
import type { Observer } from "../events/observer.ts"
import type { Attempt } from "../attempts/attempt.ts"
import type { SagaLog } from "../sagas/saga-log.ts"
import type { Mailbox } from "../signals/mailbox.ts"

/** What the steps of one execution share. */
export interface Execution {
  readonly facts: ExecutionFacts
  /** Whoever watches; `undefined` when nobody does, and then no event is made and no clock read. */
  readonly observer: Observer | undefined
  /** Limits how many activities run at once, when the workflow has a `concurrency`. */
  readonly permits: Semaphore.Semaphore | undefined
  /** Attempts that have begun, but whose fiber does not wait for them yet. */
  readonly unattended: Set<Attempt>
  /** Sagas that hold something to undo. */
  readonly sagas: Set<SagaLog>
  /** Where messages to it arrive, when somebody holds a handle of it. */
  readonly mailbox: Mailbox | undefined
}

/** Which execution of which workflow this is. */
export class ExecutionFacts {
  readonly workflow: string
  readonly version: string | undefined
  readonly digest: string
  #id: string | undefined

  constructor(plan: { readonly name: string; readonly version?: string; readonly digest: string }, id?: string) {
    this.workflow = plan.name
    this.version = plan.version
    this.digest = plan.digest
    this.#id = id
  }

  /** The given id, or a random one that is made when something first asks for it. */
  get id(): string {
    return (this.#id ??= crypto.randomUUID())
  }
}
