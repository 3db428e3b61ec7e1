import { activity, flow } from "@millrace/dsl"
import type { Webhooks, WorkflowOutput, WorkflowRequirements } from "@millrace/plan"
import { Approval, holds, Order } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

type Approved = { readonly approved: boolean; readonly by: string }

const tell = activity("tell", async (given: { readonly url: string }) => given.url.length)
const called = start
  .webhook("called", { payload: Approval, announce: tell, verify: (request) => request.headers["x-key"] === "k" })
  .returns(({ called }) => called)
holds<Same<WorkflowOutput<typeof called>, Approved>>()
holds<Same<WorkflowRequirements<typeof called>, Webhooks>>()

const send = activity("send", async (given: { readonly to: string; readonly link: string }) => given.link.length)
const mapped = start
  .webhook("called", { payload: Approval, announce: send, map: ({ input }, url) => ({ to: input.id, link: url }) })
  .returns(({ called }) => called.by)
holds<Same<WorkflowOutput<typeof mapped>, string>>()
