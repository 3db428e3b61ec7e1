import { InternalError } from "@millrace/plan"
import type { WebhookRequest } from "@millrace/plan"
import * as Effect from "effect/Effect"
import { answers } from "../../webhooks/answers.ts"
import type { AcceptedCall, OpenWebhook, WebhookTask, WebhooksShape } from "../../webhooks/service.ts"
import { endOfTimeMs } from "../../webhooks/token.ts"
import type { TokenClaims } from "../../webhooks/token.ts"
import { WebhookUrlMissing } from "../failures/webhook-url-missing.ts"
import { placeKey } from "./place.ts"
import type { Place } from "./place.ts"
import { webhookMessageId } from "../engine/webhook-message.ts"

/** What the webhooks of one life need of their engine. */
export interface WebhookAddresses {
  /** Gives the URL that is called with these claims; absent where the engine does not know where it is reached. */
  readonly urlOf: ((claims: TokenClaims) => Promise<string>) | undefined
  /** Is told that a step cannot wait for a call, and ends this life. */
  readonly onMissing: (failure: WebhookUrlMissing) => void
  /** Whether another life will go on. */
  readonly isSuspended: () => boolean
}

interface Entry {
  readonly task: WebhookTask
  readonly message: string
  isClosed: boolean
  accepted: AcceptedCall | undefined
  wake: () => void
  /** The call that is being judged; the next one waits for it. */
  judging: Promise<unknown>
  /** The call that is being kept. */
  keeping: Promise<unknown>
}

/** What a call that a step has judged is answered; nothing where another life has to judge it. */
export type JudgedCall = { readonly answer: Response | Promise<Response> } | undefined

/** Keeps a call that a step has accepted, and gives what it is answered. */
export type KeepCall = (message: string, sent: unknown) => Promise<Response>

/**
 * The webhooks of one life: steps that wait for calls, and calls that the journal has for them.
 *
 * Owns how a call is accepted:
 * 1. the URL is made of what the journal has kept, so that every life has the same;
 * 2. calls to one step are judged one after the other;
 * 3. a step whose deadline passes while a call is being kept waits for that: what was answered with 200 is taken.
 */
export class LifeWebhooks implements WebhooksShape {
  readonly isLasting = true
  readonly #addresses: WebhookAddresses
  readonly #open = new Map<string, Entry>()
  /** Calls that were accepted by an earlier life, or before the step was there, by the ids of their messages. */
  readonly #early = new Map<string, unknown>()
  readonly #awaited = new Map<string, Array<(entry: Entry) => void>>()

  constructor(addresses: WebhookAddresses) {
    this.#addresses = addresses
  }

  readonly open = (task: WebhookTask): Effect.Effect<OpenWebhook> => {
    const { kept, execution, path } = task
    if (kept === undefined) return Effect.die(new InternalError(`nothing is kept of webhook '${path}'`))
    const expires = kept.dueMs ?? endOfTimeMs
    const { urlOf, onMissing } = this.#addresses
    if (urlOf === undefined) {
      onMissing(new WebhookUrlMissing({ workflow: execution.workflow, path }))
      return Effect.never
    }
    const claims = { execution: execution.id, path, audience: execution.workflow, expires, nonce: kept.nonce }
    const entry = this.#entryOf(task, webhookMessageId(path, kept.nonce))
    return Effect.map(
      Effect.promise(() => urlOf(claims)),
      (url) => {
        this.#begin({ execution: execution.id, path }, entry)
        return this.#opened(entry, { url, expires })
      },
    )
  }

  /** Takes a call that the journal has. */
  receive(place: Place, message: string, sent: unknown): void {
    const entry = this.#open.get(placeKey(place))
    if (entry?.message !== message) this.#early.set(message, sent)
    else accept(entry, sent)
  }

  /** Has a call judged by the step at a place, which may still have to be there; `keep` keeps one that it accepts. */
  async call(place: Place, request: WebhookRequest, keep: KeepCall): Promise<JudgedCall> {
    const entry = this.#open.get(placeKey(place)) ?? (await this.#whenOpen(place))
    const judged = entry.judging.then(() => this.#judge(entry, request, keep))
    entry.judging = judged.then((given) => given?.answer).catch(() => undefined)
    return judged
  }

  async #judge(entry: Entry, request: WebhookRequest, keep: KeepCall): Promise<JudgedCall> {
    const verdict = await Effect.runPromise(entry.task.judge(request))
    if (entry.accepted !== undefined) return { answer: answers.alreadyUsed() }
    if (entry.isClosed) return this.#addresses.isSuspended() ? undefined : { answer: answers.expired() }
    if (verdict.kind === "refused") return { answer: answers.refused() }
    if (verdict.kind === "invalid") return { answer: answers.invalid(verdict.issues) }
    const answer = keep(entry.message, verdict.sent)
    // Whoever has made the call is told of a failure.
    entry.keeping = answer.catch(() => undefined)
    return { answer }
  }

  #entryOf(task: WebhookTask, message: string): Entry {
    const done = Promise.resolve()
    return {
      task,
      message,
      isClosed: false,
      accepted: undefined,
      wake: () => undefined,
      judging: done,
      keeping: done,
    }
  }

  #begin(place: Place, entry: Entry): void {
    const key = placeKey(place)
    const { message } = entry
    this.#open.set(key, entry)
    if (this.#early.has(message)) accept(entry, this.#early.get(message))
    this.#early.delete(message)
    for (const tell of this.#awaited.get(key) ?? []) tell(entry)
    this.#awaited.delete(key)
  }

  #opened(entry: Entry, { url, expires }: { readonly url: string; readonly expires: number }): OpenWebhook {
    return {
      url,
      expires,
      called: Effect.callback((resume) => {
        if (entry.accepted !== undefined) return resume(Effect.void)
        entry.wake = () => resume(Effect.void)
      }),
      accepted: () => entry.accepted,
      close: () => {
        entry.isClosed = true
      },
      lastCall: Effect.suspend(() => Effect.promise(() => entry.keeping)),
    }
  }

  #whenOpen(place: Place): Promise<Entry> {
    const key = placeKey(place)
    return new Promise((resolve) => {
      this.#awaited.set(key, [...(this.#awaited.get(key) ?? []), resolve])
    })
  }
}

function accept(entry: Entry, sent: unknown): void {
  entry.accepted = { sent, message: entry.message }
  entry.wake()
}
