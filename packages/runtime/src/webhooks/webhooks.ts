import type { Webhooks as Requirement } from "@millrace/plan"
import type * as Context from "effect/Context"
import { inMemoryWebhooks } from "./in-memory.ts"
import type { InMemoryOptions, InMemoryWebhooks } from "./in-memory.ts"
import { webhooksService } from "./service.ts"
import type { WebhooksShape } from "./service.ts"

/** The requirement of a workflow that waits for calls. */
export type Webhooks = Requirement

/**
 * The service that receives calls from outside. `Webhooks.inMemory` keeps them in memory: a layer to provide, and a Fetch
 * handler to mount under `baseUrl` in any server.
 *
 * **Example**
 *
 * ```ts
 * const webhooks = Webhooks.inMemory({ baseUrl: "https://example.org/hooks" })
 *
 * const runner = order.provide(webhooks.layer)
 * const response = await webhooks.handle(request)
 * ```
 *
 * @since 0.1.0
 */
export const Webhooks: Context.Service<Requirement, WebhooksShape> & {
  readonly inMemory: (options: InMemoryOptions) => InMemoryWebhooks
} = Object.assign(webhooksService, { inMemory: inMemoryWebhooks })
