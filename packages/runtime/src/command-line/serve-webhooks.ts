import { listen } from "../node-http/listen.ts"
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
  const unavailable = (): Promise<Response> => Promise.resolve(new Response(null, { status: 503 }))
  const server = await listen((request) => webhooks?.handle(request) ?? unavailable(), { host: "127.0.0.1", port })
  const url = `http://127.0.0.1:${server.port}`
  webhooks = inMemoryWebhooks({ baseUrl: url, ...(key === undefined ? {} : { key }) })
  // Who has been answered has to hear it.
  return { url, layer: webhooks.layer, close: () => server.close(1_000) }
}
