import { createServer } from "node:http"
import type { Server } from "node:http"
import { isIPv6 } from "node:net"
import type { Engine } from "../durable/engine.ts"
import { fetchRequest } from "../node-http/fetch-request.ts"
import { sendResponse } from "../node-http/send-response.ts"
import { isLoopback } from "./guard/hosts.ts"
import { leastKeyLength } from "./guard/keys.ts"
import { makeHandler } from "./make-handler.ts"
import { KeyMissing, KeyTooShort } from "./server-failures.ts"
import type { EngineServer, ServeOptions } from "./serve-options.ts"

/**
 * Serves an engine over HTTP, with JSON.
 *
 * **Details**
 *
 * On loopback, unless told otherwise, and without TLS: put a proxy before it where others have to reach it. Rejects with
 * `KeyMissing` or `KeyTooShort`, and with what Node says where the port cannot be had.
 *
 * **Example**
 *
 * ```ts
 * await using engine = await Engine.open({ journal: "sqlite:millrace.db", runners: [order] })
 * await using server = await serve(engine, { port: 7233 })
 * console.log(`listening at ${server.url}`)
 * ```
 *
 * @since 0.1.0
 */
export async function serve(engine: Engine, options: ServeOptions): Promise<EngineServer> {
  const { port, host = "127.0.0.1", key } = options
  if (key === undefined && !isLoopback(host)) throw new KeyMissing(host)
  if (key !== undefined && key.length < leastKeyLength) throw new KeyTooShort(key.length, leastKeyLength)
  const ending = new AbortController()
  const { handle, close } = makeHandler(engine, {
    ...options,
    isLoopback: isLoopback(host),
    ending: ending.signal,
  })
  const server = createServer((incoming, outgoing) => {
    const gone = new AbortController()
    outgoing.once("close", () => gone.abort())
    void sendResponse(handle(fetchRequest(incoming, "http://localhost", gone.signal)), outgoing)
  })
  const taken = await listen(server, port, host)
  const url = `http://${isIPv6(host) ? `[${host}]` : host}:${taken}`
  const end = async ({ graceMs = 1_000 }: { readonly graceMs?: number } = {}): Promise<void> => {
    ending.abort()
    await closed(server, graceMs)
    await close()
  }
  return { url, port: taken, close: end, [Symbol.asyncDispose]: () => end() }
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return typeof address === "object" && address !== null ? address.port : port
}

function closed(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
