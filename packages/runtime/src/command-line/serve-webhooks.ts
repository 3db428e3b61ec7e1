import { createServer } from "node:http"
import type { IncomingMessage } from "node:http"
import { Readable } from "node:stream"
import { inMemoryWebhooks } from "../webhooks/in-memory.ts"
import type { InMemoryWebhooks } from "../webhooks/in-memory.ts"

/** A server of webhooks on loopback. */
export interface WebhookServer extends Pick<InMemoryWebhooks, "layer"> {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Serves webhooks on loopback. Other machines reach them only through a proxy that the caller sets up.
 *
 * **Example**
 *
 * ```ts
 * const webhooks = await serveWebhooks({ port: 8080 })
 * await order.provide(webhooks.layer).run(input)
 * await webhooks.close()
 * ```
 *
 * @since 0.1.0
 */
export async function serveWebhooks({
  port = 0,
  key,
}: { /** @default any free one */ readonly port?: number; readonly key?: Uint8Array } = {}): Promise<WebhookServer> {
  let webhooks: InMemoryWebhooks | undefined
  const server = createServer((incoming, outgoing) => {
    const answered = webhooks?.handle(fetchRequest(incoming)) ?? Promise.resolve(new Response(null, { status: 503 }))
    answered
      .then(async (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers))
        return outgoing.end(await response.text())
      })
      .catch(() => outgoing.writeHead(500).end())
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", resolve)
  })
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : port}`
  webhooks = inMemoryWebhooks({ baseUrl: url, ...(key === undefined ? {} : { key }) })
  return {
    url,
    layer: webhooks.layer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function fetchRequest(incoming: IncomingMessage): Request {
  const { method = "GET", url = "/", headers } = incoming
  const given = Object.entries(headers).flatMap(([name, value]): ReadonlyArray<[string, string]> =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  )
  const hasBody = method !== "GET" && method !== "HEAD"
  // Node's stream of the web is the stream that its Request takes.
  const body = hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null
  return new Request(new URL(url, "http://127.0.0.1"), { method, headers: given, body, duplex: "half" })
}
