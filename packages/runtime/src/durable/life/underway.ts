import * as Effect from "effect/Effect"
import type { Message } from "../../journal/message.ts"
import { planPath } from "../../signals/mailbox.ts"

/** What a message is for. */
type Addressed = Pick<Message, "kind" | "address">

/** A step that waits for messages. */
export interface AddressedStep {
  readonly execution: string
  readonly kind: Message["kind"]
  readonly path: string
}

/**
 * The messages of one process that are on their way: to the disk, and from there to the step that takes them.
 *
 * **Details**
 *
 * A step whose deadline passes waits for them, since their senders may be told any moment that they were accepted.
 */
export class Underway {
  /** By the execution that they are sent to. */
  readonly #messages = new Map<string, Map<Promise<unknown>, Addressed>>()

  /** A message is on its way until a promise has settled. */
  add(execution: string, { kind, address }: Addressed, arrived: Promise<unknown>): void {
    const messages = this.#messages.get(execution) ?? new Map<Promise<unknown>, Addressed>()
    this.#messages.set(execution, messages)
    messages.set(arrived, { kind, address })
    const over = (): void => {
      messages.delete(arrived)
      if (messages.size === 0 && this.#messages.get(execution) === messages) this.#messages.delete(execution)
    }
    arrived.then(over, over)
  }

  /** Ends in a moment in which nothing is on its way to a step. */
  arrived(step: AddressedStep): Effect.Effect<void> {
    return Effect.suspend(() => {
      const coming = [...(this.#messages.get(step.execution) ?? [])].filter(([, message]) => isFor(message, step))
      if (coming.length === 0) return Effect.void
      const settled = Effect.promise(() => Promise.allSettled(coming.map(([arrived]) => arrived)))
      return Effect.flatMap(settled, () => this.arrived(step))
    })
  }
}

/** Whether a step may take a message. A signal has a name too, which can stand for its path. */
function isFor({ kind, address }: Addressed, step: AddressedStep): boolean {
  if (kind !== step.kind) return false
  if (address === step.path) return true
  const path = planPath(step.path)
  return kind === "signal" && (path === planPath(address) || path.endsWith(`.${address}`))
}
