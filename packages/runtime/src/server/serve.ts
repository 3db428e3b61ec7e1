import { isIPv6 } from "node:net"
import type { Engine } from "../durable/engine.ts"
import { listen } from "../node-http/listen.ts"
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
  const { port: taken, close: closeServer } = await listen(handle, { host, port })
  const url = `http://${isIPv6(host) ? `[${host}]` : host}:${taken}`
  const end = async ({ graceMs = 1_000 }: { readonly graceMs?: number } = {}): Promise<void> => {
    ending.abort()
    await closeServer(graceMs)
    await close()
  }
  return { url, port: taken, close: end, [Symbol.asyncDispose]: () => end() }
}
