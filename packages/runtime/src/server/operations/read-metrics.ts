import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as Schema from "effect/Schema"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { RequestRefused } from "../api/request-refused.ts"

/** Gives metrics. */
export const readMetrics: Operation = operation({
  name: "readMetrics",
  method: "GET",
  path: "/metrics",
  summary: "Metrics, as Prometheus reads them",
  success: Schema.String.pipe(HttpApiSchema.asText({ contentType: "text/plain; version=0.0.4; charset=utf-8" })),
  failures: [501],
  run: async (_, { engine }) => {
    const text = await engine.metrics()
    if (text === undefined) throw new RequestRefused("NotOffered", "this engine was opened without 'metrics: true'")
    return new Response(text, { headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" } })
  },
})
