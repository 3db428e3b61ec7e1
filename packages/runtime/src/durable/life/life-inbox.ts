import type { Message } from "../../journal/message.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"
import type { Messages } from "../../signals/mailbox.ts"
import type { Occupation } from "./occupation.ts"
import type { LifeTasks } from "./life-tasks.ts"
import type { LifeWebhooks } from "./life-webhooks.ts"
import { placeKey } from "./place.ts"
import type { Place } from "./place.ts"
import type { Underway } from "./underway.ts"

/** Where messages go in one life. */
export interface InboxParts {
  readonly format: PayloadFormat
  readonly tasks: LifeTasks
  readonly webhooks: LifeWebhooks
  /** The life moves while a message is on its way to its step. */
  readonly occupation: Pick<Occupation, "begin" | "end">
  readonly underway: Underway
}

/**
 * What the journal has for one life: messages to its execution and to the children of that.
 *
 * Owns that each message comes to its step once:
 * 1. it is given on once in a life, however often it is read;
 * 2. one that comes before its execution has begun in this life waits for that.
 */
export class LifeInbox {
  readonly #parts: InboxParts
  readonly #received = new Set<string>()
  /** What takes signals, by the id of the execution. */
  readonly #mailboxes = new Map<string, Messages>()
  readonly #early = new Map<string, Array<Message>>()
  readonly #awaited = new Map<string, Array<(messages: Messages) => void>>()

  constructor(parts: InboxParts) {
    this.#parts = parts
  }

  /** An execution has begun in this life. */
  adopt(execution: string, messages: Messages): void {
    this.#mailboxes.set(execution, messages)
    for (const message of this.#early.get(execution) ?? []) this.#begin(execution, message)
    this.#early.delete(execution)
    for (const tell of this.#awaited.get(execution) ?? []) tell(messages)
    this.#awaited.delete(execution)
  }

  /** Gives a message that the journal has to the step that it is for. */
  receive(execution: string, message: Message): void {
    const key = placeKey({ execution, path: message.id })
    if (this.#received.has(key)) return
    this.#received.add(key)
    this.#begin(execution, message)
  }

  #begin(execution: string, message: Message): void {
    const { occupation, underway } = this.#parts
    occupation.begin()
    // What cannot be read here stays in the journal: a process that has its codec gives it to the step.
    const given = this.#give(execution, message).catch(() => undefined)
    underway.add(execution, message, given)
    void given.finally(() => occupation.end())
  }

  /** Nobody waits for an answer at a place any more. */
  questionOver(place: Place): void {
    this.#parts.tasks.over(place)
  }

  /** Ends when a message is where the step that it is for finds it. */
  async #give(execution: string, message: Message): Promise<void> {
    const place = { execution, path: message.address }
    switch (message.kind) {
      case "human":
        return this.#parts.tasks.answer(place, this.#sent(message))
      case "webhook":
        return this.#parts.webhooks.receive(place, message.id, this.#sent(message))
      case "signal": {
        const mailbox = this.#mailboxes.get(execution)
        if (mailbox !== undefined) return this.#send(mailbox, message)
        this.#early.set(execution, [...(this.#early.get(execution) ?? []), message])
      }
    }
  }

  /** Gives what takes signals to an execution, which may still have to begin in this life. */
  mailboxOf(execution: string): Promise<Messages> {
    const mailbox = this.#mailboxes.get(execution)
    if (mailbox !== undefined) return Promise.resolve(mailbox)
    return new Promise((resolve) => {
      this.#awaited.set(execution, [...(this.#awaited.get(execution) ?? []), resolve])
    })
  }

  async #send(mailbox: Messages, message: Message): Promise<void> {
    // What does not fit was refused before it was accepted.
    await mailbox.send(message.address, this.#sent(message), message.id).catch(() => undefined)
  }

  #sent({ payload, id }: Message): unknown {
    return this.#parts.format.decode(payload, () => `message '${id}'`)
  }
}
