import { once } from "node:events"
import type { ServerResponse } from "node:http"

/**
 * Sends a response of Fetch as one of Node, as fast as it is taken. Never rejects: whoever goes away early ends the body,
 * and a response that rejects is a 500 without one.
 */
export async function sendResponse(answered: Promise<Response>, outgoing: ServerResponse): Promise<void> {
  try {
    const response = await answered
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    if (response.body === null) outgoing.end()
    else await sendBody(response.body.getReader(), outgoing)
  } catch {
    if (outgoing.headersSent) outgoing.destroy()
    else outgoing.writeHead(500).end()
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

/** Sends a body as it comes. What is there at once goes out with the head; most are no more than that. */
async function sendBody(reader: Reader, outgoing: ServerResponse): Promise<void> {
  const gone = new Promise<void>((resolve) => outgoing.once("close", resolve))
  void gone.then(() => reader.cancel()).catch(() => undefined)
  // A stream may be long in coming to its first word.
  const late = setImmediate(() => outgoing.flushHeaders())
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (!outgoing.write(next.value)) await Promise.race([once(outgoing, "drain"), gone])
    }
  } finally {
    clearImmediate(late)
  }
  outgoing.end()
}
