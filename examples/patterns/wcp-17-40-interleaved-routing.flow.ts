import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { work } from "./work.ts"

/** WCP-17: goods are packed after they are picked, the invoice is written at any time, and never two things at once. */
export const interleavedParallelRouting = flow("interleaved parallel routing", { concurrency: 1 })
  .parallel({
    goods: (b) => b.step("picked", work, () => "pick").step("packed", work, () => "pack"),
    papers: (b) => b.step("invoiced", work, () => "invoice"),
  })
  .step("sent", work, () => "send")
  .returns(({ sent }) => sent)

/** WCP-17 for any partial order, as a graph that runs one node at a time. */
export const interleavedGraph = flow("interleaved graph")
  .graph(
    (g) =>
      g
        .node("pick", { needs: [] }, (b) => b.step("picked", work, () => "pick"))
        .node("pack", { needs: ["pick"] }, (b) => b.step("packed", work, () => "pack"))
        .node("invoice", { needs: [] }, (b) => b.step("invoiced", work, () => "invoice"))
        .node("label", { needs: ["pick", "invoice"] }, (b) => b.step("labelled", work, () => "label")),
    { concurrency: 1 },
  )
  .returns(({ pack, label }) => [pack, label])

/** WCP-40: each task once, in whatever order they are called for, and never two at once. */
export const interleavedRouting = flow("interleaved routing", { concurrency: 1 })
  .parallel({
    oil: (b) => b.signal("oil", { payload: Schema.String }).step("oiled", work, ({ oil }) => `oil ${oil}`),
    lights: (b) => b.signal("lights", { payload: Schema.String }).step("lit", work, ({ lights }) => `lights ${lights}`),
    tyres: (b) => b.signal("tyres", { payload: Schema.String }).step("aired", work, ({ tyres }) => `tyres ${tyres}`),
  })
  .step("returned", work, () => "return")
  .returns(({ oil, lights, tyres }) => [oil, lights, tyres])
