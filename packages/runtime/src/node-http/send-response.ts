import type { ServerResponse } from "node:http"
import { Readable } from "node:stream"
import type { ReadableStream } from "node:stream/web"
import { pipeline } from "node:stream/promises"

/**
 * Sends a response of Fetch as one of Node, as fast as it is taken. Never rejects: whoever goes away early ends the body,
 * and a response that rejects is a 500 without one.
 */
export async function sendResponse(answered: Promise<Response>, outgoing: ServerResponse): Promise<void> {
  try {
    const response = await answered
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    if (response.body === null) {
      outgoing.end()
      return
    }
    // A stream may be long in coming to its first word.
    outgoing.flushHeaders()
    // It is the stream of the web that Node knows, under another name.
    await pipeline(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), outgoing)
  } catch {
    if (outgoing.headersSent) outgoing.destroy()
    else outgoing.writeHead(500).end()
  }
}
