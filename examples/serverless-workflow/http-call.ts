import * as Data from "effect/Data"

interface Problem {
  readonly type: string
  readonly status: number
  readonly title: string
}

/** The server has no such thing (404). */
export class NotFound extends Data.TaggedError("NotFound")<Problem> {}

/** The server cannot answer now (503). */
export class Unavailable extends Data.TaggedError("Unavailable")<Problem> {}

/** The server answered with another status that is no success. */
export class CallFailed extends Data.TaggedError("CallFailed")<Problem> {}

/** What a call sends. */
export interface Request {
  readonly method: "GET" | "POST"
  readonly uri: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What a call sent, and what came back. */
export interface Response {
  readonly request: {
    readonly method: string
    readonly uri: string
    readonly headers: Readonly<Record<string, string>>
  }
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly content: unknown
}

/** Makes an HTTP call; JSON is read, and a status that is no success is a failure with a tag of its own. */
export async function callHttp(request: Request, abortSignal: AbortSignal): Promise<Response> {
  const { method, uri, headers = {}, body } = request
  const answer = await fetch(uri, { method, headers, signal: abortSignal, ...(body === undefined ? {} : { body }) })
  const text = await answer.text()
  if (!answer.ok) throw problemOf(answer.status, answer.statusText)
  const isJson = answer.headers.get("content-type")?.startsWith("application/json") === true
  return {
    request: { method, uri, headers },
    statusCode: answer.status,
    headers: Object.fromEntries(answer.headers),
    content: isJson ? JSON.parse(text) : text,
  }
}

function problemOf(status: number, title: string): NotFound | Unavailable | CallFailed {
  const problem = { type: "https://serverlessworkflow.io/dsl/errors/types/communication", status, title }
  if (status === 404) return new NotFound(problem)
  return status === 503 ? new Unavailable(problem) : new CallFailed(problem)
}
