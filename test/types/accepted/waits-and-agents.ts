import { activity, capability, flow, pool, rateLimit, resource } from "@millrace/dsl"
import type {
  DeadlineExceeded,
  InvalidInput,
  NoAgentAvailable,
  Offered,
  StepTimeout,
  Webhooks,
  WorkflowFailure,
  WorkflowOutput,
  WorkflowRequirements,
} from "@millrace/plan"
import * as Effect from "effect/Effect"
import type { Result } from "effect/Result"
import * as Schema from "effect/Schema"
import { Approval, find, holds, now, Order, reserve } from "../workflow-parts.ts"
import type { NotFound, OutOfStock, Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
type Approved = { readonly approved: boolean; readonly by: string }

const undo = activity("undo", (given: { readonly sku: string; readonly left: number }) => given.left)
const presses = pool("presses", { size: 2 })
const perSecond = rateLimit("per-second", { limit: 1, interval: "1 second" })

const optioned = start
  .step("kept", reserve, ({ input }) => ({ sku: input.id }), {
    compensate: { activity: undo, map: ({ kept, input }) => ({ sku: kept.reserved, left: input.lines.length }) },
    pool: presses,
    rateLimit: perSecond,
    cache: { ttl: "1 minute", key: ({ input }) => input.id },
  })
  .returns(({ kept }) => kept)
holds<Same<WorkflowOutput<typeof optioned>, { reserved: string }>>()

const tolerant = start
  .step("kept", reserve, ({ input }) => ({ sku: input.id }), {
    when: ({ input }) => input.id !== "",
    onFailure: "continue",
    deadline: "1 minute",
  })
  .returns(({ kept }) => kept)
holds<
  Same<
    WorkflowOutput<typeof tolerant>,
    Result<{ reserved: string }, OutOfStock | NotFound | StepTimeout | DeadlineExceeded> | undefined
  >
>()
holds<Same<WorkflowFailure<typeof tolerant>, InvalidInput>>()

const raced = start
  .race("first", {
    found: (b) => b.step("find", find, ({ input }) => ({ id: input.id })),
    fixed: (b) => b.let("one", () => 1),
  })
  .returns(({ first }) => first)
holds<
  Same<
    WorkflowOutput<typeof raced>,
    | { readonly branch: "found"; readonly value: { readonly name: string; readonly vip: boolean } }
    | { readonly branch: "fixed"; readonly value: number }
  >
>()

const graph = start
  .graph((g) =>
    g
      .node("found", { needs: [] }, (b) => b.step("find", find, ({ input }) => ({ id: input.id })))
      .node("name", { needs: ["found"] }, (b) => b.let("upper", ({ found }) => found.name.toUpperCase()))
      .node("both", { needs: ["found", "name"] }, (b) => b.let("is", ({ found, name }) => found.vip && name !== "")),
  )
  .returns(({ found, name, both }) => ({ vip: found.vip, name, both }))
holds<Same<WorkflowOutput<typeof graph>, { vip: boolean; name: string; both: boolean }>>()
holds<Same<WorkflowFailure<typeof graph>, InvalidInput | NotFound>>()

const connection = resource("connection", {
  acquire: async () => ({ count: (text: string) => text.length }),
  release: (acquired) => void acquired.count("end"),
})
const session = resource("session", {
  acquire: () => Effect.succeed({ isOpen: true }),
  release: (acquired) => Effect.sync(() => acquired.isOpen),
})
const using = start
  .use("used", connection, (b) =>
    b
      .let("counted", ({ resource }) => ({ count: resource.count("abc") }))
      .use("inner", session, (b) => b.let("open", ({ resource }) => ({ open: resource.isOpen })))
      .returns(({ counted, inner }) => ({ ...counted, ...inner })),
  )
  .returns(({ used }) => used)
holds<Same<WorkflowOutput<typeof using>, { open: boolean; count: number }>>()

const slept = start
  .sleep("short", "5 minutes")
  .sleep("until", ({ input }) => new Date(input.id))
  .sleep("computed", ({ input }) => input.lines.length)
  .returns(({ short }) => ({ short }))
holds<Same<WorkflowOutput<typeof slept>, { short: undefined }>>()

const signalled = start.signal("paid", { payload: Approval, deadline: "1 day" }).returns(({ paid }) => paid)
holds<Same<WorkflowOutput<typeof signalled>, Approved>>()
holds<Same<WorkflowFailure<typeof signalled>, InvalidInput | DeadlineExceeded>>()

const late = start
  .signal("paid", { payload: Approval, deadline: "1 day", onDeadline: (b) => b.let("no", () => "late" as const) })
  .returns(({ paid }) => paid)
holds<Same<WorkflowOutput<typeof late>, Approved | "late">>()
holds<Same<WorkflowFailure<typeof late>, InvalidInput>>()

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

const summarise = capability("summarise", { input: Schema.Struct({ text: Schema.String }), output: Schema.String })
const delegated = start
  .agent("short", summarise, ({ input }) => ({ text: input.id }), { timeout: "1 second" })
  .returns(({ short }) => short)
holds<Same<WorkflowOutput<typeof delegated>, string>>()
holds<Same<WorkflowFailure<typeof delegated>, InvalidInput | NoAgentAvailable | StepTimeout>>()
holds<Same<WorkflowRequirements<typeof delegated>, Offered<"summarise">>>()

const child = flow("child", { input: Order })
  .step("found", find, ({ input }) => ({ id: input.id }))
  .returns(({ found }) => found.name)
const parent = start.child("name", child, ({ input }) => input).returns(({ name }) => name)
holds<Same<WorkflowOutput<typeof parent>, string>>()
holds<Same<WorkflowFailure<typeof parent>, InvalidInput | NotFound>>()

const saga = start
  .saga("all", (b) =>
    b
      .step("kept", reserve, ({ input }) => ({ sku: input.id }), {
        compensate: { activity: undo, map: ({ kept }) => ({ sku: kept.reserved, left: 1 }) },
      })
      .step("now", now)
      .returns(({ now }) => now),
  )
  .returns(({ all }) => all)
holds<Same<WorkflowOutput<typeof saga>, number>>()

export const charge = activity("charge", {
  run: async (given: { readonly cents: number }) => ({ receipt: `for ${given.cents}` }),
  compensate: async ({ input, output }, { idempotencyKey }) => {
    console.log(input.cents, output.receipt, idempotencyKey)
  },
})
