import { activity, capability, flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { Approval, Order, reserve } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const undo = activity("undo", (given: { readonly sku: string; readonly left: number }) => given.left)
const send = activity("send", async (given: { readonly to: string; readonly link: string }) => given.link)
const summarise = capability("summarise", { input: Schema.Struct({ text: Schema.String }), output: Schema.String })
const child = flow("child", { input: Order }).returns(({ input }) => input.id)

// refused at `map`: is not assignable to type
start.step("kept", reserve, ({ input }) => ({ sku: input.id }), { compensate: { activity: undo, map: ({ kept }) => ({ sku: kept.reserved, left: "1" }) } })

// refused at `a }`: Property 'a' does not exist
start.graph((g) => g.node("a", { needs: [] }, (b) => b.let("x", () => 1)).node("b", { needs: [] }, (b) => b.let("y", ({ a }) => a)))

// refused at `"z"`: Type 'string' is not assignable to type 'never'
start.graph((g) => g.node("a", { needs: ["z"] }, (b) => b.let("x", () => 1)))

// refused at `{ payload`: Property 'map' is missing
start.webhook("called", { payload: Approval, announce: send })

// refused at `txt`: 'txt' is not an input of this capability
start.agent("short", summarise, ({ input }) => ({ text: input.id, txt: "" }))

// refused at `({ id`: Property 'lines' is missing
start.child("name", child, ({ input }) => ({ id: input.id }))

// refused at `"5 mins"`: is not assignable to parameter of type
start.sleep("short", "5 mins")

// refused at `"resource"`: 'resource' is a reserved name
start.let("resource", () => 1)
