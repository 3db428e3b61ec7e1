import { activity, flow } from "@millrace/dsl"
import { Approval, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const send = activity("send", async (given: { readonly to: string; readonly link: string }) => given.link)

// refused at `{ payload`: Property 'map' is missing
start.webhook("called", { payload: Approval, announce: send })

// refused at `link: 1`: Type 'number' is not assignable to type 'string'
start.webhook("called", { payload: Approval, announce: send, map: ({ input }) => ({ to: input.id, link: 1 }) })

// refused at `verify`: Type '(request: WebhookRequest) => string' is not assignable to type '(request: WebhookRequest) => boolean'
start.webhook("called", { payload: Approval, announce: send, map: ({ input }, url) => ({ to: input.id, link: url }), verify: (request) => request.body })
