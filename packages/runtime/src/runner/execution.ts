import type * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type { Observer } from "../events/observer.ts"
import type { Gate } from "../limits/gate.ts"
import type { SagaLog } from "../sagas/saga-log.ts"
import type { Mailbox } from "../signals/mailbox.ts"
import type { Ending } from "./block-wait.ts"
import { endExecution } from "./end-execution.ts"
import { Few } from "./few.ts"
import type { Position } from "./position.ts"
import type { Recorder } from "./recorder.ts"

/** What has begun and waits, before anybody waits for it. */
export interface Unattended {
  readonly at: Position
  /** Ends it, and waits for what listens to its signal. */
  readonly end: () => Effect.Effect<void>
}

/** What the steps of one execution share. */
export class Execution implements Ending {
  readonly facts: ExecutionFacts
  /** Whoever watches; `undefined` when nobody does, and then no event is made and no clock read. */
  readonly observer: Observer | undefined
  /** Limits how many activities run at once, when the workflow has a `concurrency`. */
  readonly permits: Gate | undefined
  /** Where messages to it arrive, when somebody holds a handle of it. */
  readonly mailbox: Mailbox | undefined
  /** Remembers what it comes to for its later lives; a direct execution has none. */
  readonly recorder: Recorder | undefined
  /** Whether nothing stands around an activity that has no policies: nobody watches, limits or records it. */
  readonly isPlain: boolean
  #unattended: Few<Unattended> | undefined
  #sagas: Few<SagaLog> | undefined

  constructor(
    facts: ExecutionFacts,
    observer: Observer | undefined,
    permits: Gate | undefined,
    mailbox: Mailbox | undefined,
    recorder: Recorder | undefined,
  ) {
    this.facts = facts
    this.observer = observer
    this.permits = permits
    this.mailbox = mailbox
    this.recorder = recorder
    this.isPlain = observer === undefined && permits === undefined && recorder === undefined
  }

  /** What has begun, but nobody waits for yet. */
  get unattended(): Few<Unattended> {
    return (this.#unattended ??= new Few())
  }

  /** Sagas that hold something to undo. */
  get sagas(): Few<SagaLog> {
    return (this.#sagas ??= new Few())
  }

  /** Ends what has begun without anybody waiting for it. */
  end(exit: Exit.Exit<unknown, unknown>): Effect.Effect<void, never, unknown> {
    return endExecution(this, exit)
  }

  /** Whether something has begun that has to be ended, should the execution end now. */
  get isLoose(): boolean {
    return (this.#unattended?.size ?? 0) > 0 || (this.#sagas?.size ?? 0) > 0
  }
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
