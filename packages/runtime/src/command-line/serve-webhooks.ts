import { createServer } from "node:http"
import { inMemoryWebhooks } from "../webhooks/in-memory.ts"
import { fetchRequest } from "../node-http/fetch-request.ts"
import { sendResponse } from "../node-http/send-response.ts"
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
    const request = fetchRequest(incoming, "http://127.0.0.1")
    const answered = webhooks?.handle(request) ?? Promise.resolve(new Response(null, { status: 503 }))
    void sendResponse(answered, outgoing)
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
