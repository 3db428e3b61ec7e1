import { ends } from "../../journal/execution-row.ts"
import type { ExecutionHistory } from "../../journal/execution-row.ts"
import { PayloadNotPlain } from "../../journal/failures/payload-not-plain.ts"
import { PayloadTooLarge } from "../../journal/failures/payload-too-large.ts"
import { answers, isCall, readCall, tokenOf } from "../../webhooks/answers.ts"
import type { TokenClaims, TokenSigner } from "../../webhooks/token.ts"
import type { EngineParts } from "../engine-parts.ts"
import { countingEntries } from "../recording/counting-entries.ts"
import { isOutcome } from "../recording/entry-kinds.ts"
import type { KeepCall } from "../life/life-webhooks.ts"
import type { Scheduler } from "../scheduling/scheduler.ts"
import { webhookMessageId } from "./webhook-message.ts"
import type { Executions } from "./executions.ts"
import type { Inbox } from "./inbox.ts"

/** What calls to webhooks need of their engine. */
export interface WebhookParts {
  readonly scheduler: Scheduler
  readonly executions: Executions
  readonly signer: TokenSigner
  readonly inbox: Inbox
}

/**
 * Answers calls to webhooks.
 *
 * Owns who may answer a wait, beside what `LifeWebhooks` does:
 * 1. only a token that was signed with this key, for a wait that the journal has kept with its nonce, is answered with
 *    anything but 404;
 * 2. no body is read before its token was found good;
 * 3. a call is in the journal before it is answered with 200, and no other call is after that: whichever process asks;
 * 4. a call that is refused, does not fit or is too large leaves the token as it was;
 * 5. an execution that only waits is woken, for its step alone can judge.
 */
export class WebhookCalls {
  readonly #engine: EngineParts
  readonly #parts: WebhookParts

  constructor(engine: EngineParts, parts: WebhookParts) {
    this.#engine = engine
    this.#parts = parts
  }

  /** Answers a call; the last part of its URL is the token. */
  async handle(request: Request): Promise<Response> {
    if (!isCall(request)) return answers.methodNotAllowed()
    const claims = await this.#parts.signer.verify(tokenOf(request))
    if (claims === undefined) return answers.notFound()
    if (claims.expires <= this.#engine.clock.currentTimeMillisUnsafe()) return answers.expired()
    const early = await this.#finished(claims)
    if (early !== undefined) return early
    const call = await readCall(request)
    if (call instanceof Response) return call
    const { execution, path } = claims
    const { scheduler, executions } = this.#parts
    for (;;) {
      let kept: Promise<Response> | undefined
      const keep: KeepCall = (message, sent) => (kept = this.#keep({ execution, path, message }, sent))
      const life = await scheduler.summon(await executions.rootOf(execution))
      const judged = life?.webhooks.call({ execution, path }, call, keep)
      const answered = await Promise.race([judged, life?.ended.then(() => undefined)])
      if (kept !== undefined) return kept
      if (answered !== undefined) return answered.answer
      await life?.ended
      const late = await this.#finished(claims)
      if (late !== undefined) return late
      if (life === undefined) return answers.unavailable()
    }
  }

  /** The answer of a wait that takes calls no more, or that there never was. */
  async #finished({ execution, path, audience, nonce }: TokenClaims): Promise<Response | undefined> {
    const history = await this.#engine.journal.read(execution)
    if (history?.execution.workflow !== audience || this.#nonceAt(history, path) !== nonce) return answers.notFound()
    const id = webhookMessageId(path, nonce)
    const entries = countingEntries(history.entries, this.#engine.format)
    const outcome = entries.findLast((entry) => entry.path === path && isOutcome(entry.kind))
    if (outcome?.kind === "received" || history.messages.some((message) => message.id === id)) {
      return answers.alreadyUsed()
    }
    const isOpen = history.waits.some((wait) => wait.kind === "webhook" && wait.path === path)
    if (outcome !== undefined || !isOpen || ends.has(history.execution.status)) return answers.expired()
    return history.execution.status === "suspended" ? answers.unavailable() : undefined
  }

  #nonceAt({ entries }: ExecutionHistory, path: string): string | undefined {
    const opened = entries.findLast((entry) => entry.kind === "opened" && entry.path === path)
    const kept = this.#engine.format.decode(opened?.payload, () => `'opened' of '${path}'`)
    // It was written when the wait was registered.
    return (kept as { readonly nonce: string } | undefined)?.nonce
  }

  async #keep(
    { execution, path, message }: { readonly execution: string; readonly path: string; readonly message: string },
    payload: unknown,
  ): Promise<Response> {
    try {
      const kept = await this.#parts.inbox.keep(execution, {
        id: message,
        kind: "webhook",
        address: path,
        payload,
        source: "webhook",
      })
      if (kept === "kept") return answers.accepted()
      return kept === "late" ? answers.expired() : answers.alreadyUsed()
    } catch (problem) {
      if (problem instanceof PayloadTooLarge) return answers.tooLarge(problem.limitBytes)
      if (problem instanceof PayloadNotPlain) {
        return answers.invalid([{ path: problem.path, message: `${problem.kind} cannot be kept` }])
      }
      this.#engine.onError(problem)
      return answers.unavailable()
    }
  }
}
