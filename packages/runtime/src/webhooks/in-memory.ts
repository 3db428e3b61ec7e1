import type { Webhooks } from "@millrace/plan"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { answers, isCall, readCall, tokenOf } from "./answers.ts"
import { webhooksService } from "./service.ts"
import type { AcceptedCall, OpenWebhook, WebhookTask, WebhookVerdict } from "./service.ts"
import { endOfTimeMs, makeSigner, newNonce } from "./token.ts"
import type { TokenClaims } from "./token.ts"

/** How webhooks are kept in memory. */
export interface InMemoryOptions {
  /** Where the handler is reached from outside; a token follows it. */
  readonly baseUrl: string
  /** What tokens are signed with, at least 32 bytes. @default random */
  readonly key?: Uint8Array
}

/** Webhooks in memory: what workflows are provided with, and what receives the calls. */
export interface InMemoryWebhooks {
  readonly layer: Layer.Layer<Webhooks>
  /** Answers a call; the last part of its URL is the token. */
  readonly handle: (request: Request) => Promise<Response>
}

interface Entry {
  readonly task: WebhookTask
  state: "open" | "accepted" | "closed"
  accepted: AcceptedCall | undefined
  wake: () => void
  /** The call that is being judged; the next one waits for it. */
  judging: Promise<unknown>
}

const mostUsed = 10_000

/**
 * Keeps webhooks in memory.
 *
 * Owns who may complete a wait:
 * 1. only a token signed with this key, for a wait of this process, is answered with anything but 404;
 * 2. it serves until it expires, and for one accepted call: the next one is told so (409) and how the first was answered;
 * 3. calls with one token are judged one after the other;
 * 4. a call that is refused (401), does not fit (422) or is too large (413) leaves the token as it was;
 * 5. no body is read before its token was found good;
 * 6. used tokens are remembered until `mostUsed` later ones were used; then they are unknown.
 */
export function inMemoryWebhooks({ baseUrl, key }: InMemoryOptions): InMemoryWebhooks {
  const signer = makeSigner(key)
  const entries = new Map<string, Entry>()
  const used: Array<string> = []
  let clock: Clock.Clock | undefined
  const now = (): number => clock?.currentTimeMillisUnsafe() ?? Date.now()
  const retire = (nonce: string): void => {
    used.push(nonce)
    if (used.length > mostUsed) entries.delete(used.shift() ?? "")
  }
  const open = (task: WebhookTask): Effect.Effect<OpenWebhook> =>
    Effect.flatMap(Clock.Clock, (current) => {
      clock = current
      const nonce = newNonce()
      const expires = task.deadlineMs === undefined ? endOfTimeMs : now() + task.deadlineMs
      const { id, workflow } = task.execution
      const claims: TokenClaims = { execution: id, path: task.path, audience: workflow, expires, nonce }
      const entry: Entry = {
        task,
        state: "open",
        accepted: undefined,
        wake: () => undefined,
        judging: Promise.resolve(),
      }
      return Effect.map(
        Effect.promise(() => signer.sign(claims)),
        (token) => {
          entries.set(nonce, entry)
          return openWebhook(entry, { url: `${baseUrl}/${token}`, expires, retire: () => retire(nonce) })
        },
      )
    })
  return Object.freeze({
    layer: Layer.succeed(webhooksService, { open }),
    handle: async (request: Request) => {
      if (!isCall(request)) return answers.methodNotAllowed()
      const claims = await signer.verify(tokenOf(request))
      if (claims === undefined) return answers.notFound()
      if (claims.expires <= now()) return answers.expired()
      const entry = entries.get(claims.nonce)
      if (entry === undefined || !isFor(entry.task, claims)) return answers.notFound()
      const judged = entry.judging.then(() => judgeCall(entry, request))
      entry.judging = judged.catch(() => undefined)
      return judged
    },
  })
}

function isFor({ path, execution }: WebhookTask, claims: TokenClaims): boolean {
  return claims.path === path && claims.execution === execution.id && claims.audience === execution.workflow
}

function openWebhook(
  entry: Entry,
  { url, expires, retire }: { readonly url: string; readonly expires: number; readonly retire: () => void },
): OpenWebhook {
  return {
    url,
    expires,
    called: Effect.callback((resume) => {
      if (entry.state === "accepted") return resume(Effect.void)
      entry.wake = () => resume(Effect.void)
    }),
    accepted: () => entry.accepted,
    close: () => {
      if (entry.state === "open") entry.state = "closed"
      retire()
    },
  }
}

async function judgeCall(entry: Entry, request: Request): Promise<Response> {
  const early = finished(entry)
  if (early !== undefined) return early
  const call = await readCall(request)
  if (call instanceof Response) return call
  const verdict: WebhookVerdict = await Effect.runPromise(entry.task.judge(call))
  const late = finished(entry)
  if (late !== undefined) return late
  if (verdict.kind === "refused") return answers.refused()
  if (verdict.kind === "invalid") return answers.invalid(verdict.issues)
  entry.state = "accepted"
  entry.accepted = verdict
  entry.wake()
  return answers.accepted()
}

/** The answer of a webhook that takes calls no more. */
function finished({ state }: Entry): Response | undefined {
  if (state === "accepted") return answers.alreadyUsed()
  return state === "closed" ? answers.expired() : undefined
}
