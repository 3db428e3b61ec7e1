import { activity, flow } from "@millrace/dsl"
import { Approval, Order } from "../workflow-parts.ts"

const send = activity("send", async (given: { readonly to: string; readonly link: string }) => given.link.length)
const start = flow("order", { input: Order })
const called = start.webhook("called", {
  payload: Approval,
  announce: send,
  // hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; }
  // hover at `url`: (parameter) url: string
  map: (scope, url) => ({ to: scope.input.id, link: url }),
})

// hover at `called }`: (parameter) called: { readonly approved: boolean; readonly by: string; }
called.let("all", ({ called }) => called)
