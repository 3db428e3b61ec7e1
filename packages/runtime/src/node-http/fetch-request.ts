import type { IncomingMessage } from "node:http"
import { Readable } from "node:stream"

/** Gives a request of Node as one of Fetch. It is relative to `base`, for Node knows no more than its path. */
export function fetchRequest(incoming: IncomingMessage, base: string, abortSignal?: AbortSignal): Request {
  const { method = "GET", url = "/", headers } = incoming
  const given = Object.entries(headers).flatMap(([name, value]): ReadonlyArray<[string, string]> =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  )
  const hasBody = method !== "GET" && method !== "HEAD"
  // Node's stream of the web is the stream that its Request takes.
  const body = hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null
  const signal = abortSignal === undefined ? {} : { signal: abortSignal }
  return new Request(new URL(url.replace(/^\/+/, "/"), base), {
    method,
    headers: given,
    body,
    duplex: "half",
    ...signal,
  })
}
