import type { ValueIssue, WebhookRequest } from "@millrace/plan"
import { readBody } from "./read-body.ts"

/** The longest body that is read, in bytes. */
export const bodyLimit: number = 1024 * 1024

/** Answers a call; what it says is not to be kept by anything between. */
export function answer(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } })
}

/** What a call is answered, whoever keeps the webhooks; `docs/verbs/webhook.md` says when. */
export const answers = {
  accepted: (): Response => answer(200, { status: "accepted" }),
  refused: (): Response => answer(401, { error: "refused" }),
  notFound: (): Response => answer(404, { error: "not-found" }),
  methodNotAllowed: (): Response => answer(405, { error: "method-not-allowed" }, { allow: "POST, PUT" }),
  alreadyUsed: (): Response => answer(409, { error: "already-used", first: { status: 200 } }),
  expired: (): Response => answer(410, { error: "expired" }),
  tooLarge: (limit: number): Response => answer(413, { error: "too-large", limit }),
  unavailable: (): Response => answer(503, { error: "unavailable" }, { "retry-after": "60" }),
  invalid: (issues: ReadonlyArray<ValueIssue>): Response => answer(422, { error: "invalid", issues }),
} as const

/** Gives the token that a call was made with. */
export function tokenOf({ url }: Request): string {
  return new URL(url).pathname.split("/").at(-1) ?? ""
}

/** Whether a call is made with a method that brings something. */
export function isCall({ method }: Request): boolean {
  return method === "POST" || method === "PUT"
}

/** Reads a call, or gives what it is answered where that cannot be done. */
export async function readCall(request: Request): Promise<WebhookRequest | Response> {
  const { method, url } = request
  try {
    const body = await readBody(request, bodyLimit)
    if (body === undefined) return answers.tooLarge(bodyLimit)
    return { method, url, headers: Object.fromEntries(request.headers), body }
  } catch {
    return answers.invalid([{ path: [], message: "the body is not UTF-8 text" }])
  }
}
