import type { Message } from "../../journal/message.ts"
import type { EngineParts } from "../engine-parts.ts"
import { ExecutionUnknown } from "../failures/execution-unknown.ts"
import { PayloadMismatch } from "../failures/payload-mismatch.ts"
import { digestOfInput } from "../values/input-digest.ts"
import type { Scheduler } from "../scheduling/scheduler.ts"

/** A message as its sender gives it. */
export interface NewMessage extends Pick<Message, "id" | "kind" | "address" | "source"> {
  readonly payload: unknown
}

/** Whether a message has been kept, was before, would replace another one, or comes when nobody waits for it any more. */
export type Kept = "kept" | "known" | "other" | "late"

/**
 * Keeps what is sent to executions, and gives it to those that run.
 *
 * Owns, of the invariants of `docs/durable.md`:
 * 2. a message is on the disk before its sender is told that it was accepted, and a deadline that passes meanwhile waits for it;
 * 7. a message that is repeated changes nothing, and one with the same id that is another is refused.
 */
export class Inbox {
  readonly #parts: EngineParts
  readonly #scheduler: Scheduler

  constructor(parts: EngineParts, scheduler: Scheduler) {
    this.#parts = parts
    this.#scheduler = scheduler
  }

  /** Keeps a message; one whose id is known with another payload rejects with `PayloadMismatch`. */
  async send(execution: string, message: NewMessage): Promise<Exclude<Kept, "other">> {
    const kept = await this.keep(execution, message)
    if (kept !== "other") return kept
    throw new PayloadMismatch({ subject: `message '${message.id}' to execution '${execution}'` })
  }

  /** Keeps a message unless its id is known, and gives it to the execution that runs. */
  async keep(execution: string, { payload: value, ...given }: NewMessage): Promise<Kept> {
    const { format, clock, underway } = this.#parts
    const payload = format.encode(value, () => `message '${given.id}'`)
    const receivedMs = clock.currentTimeMillisUnsafe()
    const message: Message = { ...given, payload, digest: digestOfInput(payload), receivedMs }
    const kept = this.#accept(execution, message)
    underway.add(execution, message, kept)
    return kept
  }

  async #accept(execution: string, message: Message): Promise<Kept> {
    const acceptance = await this.#scheduler.accept(execution, message)
    switch (acceptance.kind) {
      case "unknown":
        throw new ExecutionUnknown(execution)
      case "ended":
      case "closed":
        return "late"
      case "known":
        return acceptance.message.digest === message.digest ? "known" : "other"
      case "accepted":
        return "kept"
    }
  }
}
