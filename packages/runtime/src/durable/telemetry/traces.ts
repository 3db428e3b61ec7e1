import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as OtlpExporter from "effect/observability/OtlpExporter"
import * as OtlpResource from "effect/observability/OtlpResource"
import { layerJson, OtlpSerialization } from "effect/observability/OtlpSerialization"
import * as OtlpTracer from "effect/observability/OtlpTracer"
import * as Scope from "effect/Scope"
import type { ExecutionEvent } from "../../events/event.ts"
import type { Journal } from "../../journal/journal.ts"
import { EngineOptionInvalid } from "../failures/engine-option-invalid.ts"
import { LifeSpans } from "./life-spans.ts"
import type { OtlpSpan } from "./otlp-span.ts"
import { SpanTracker } from "./span-tracker.ts"

/** Where traces are sent. */
export interface TraceOptions {
  /** A collector that takes OTLP over HTTP: `http://127.0.0.1:4318`. `/v1/traces` follows it unless it has a path. */
  readonly url: string
  /** Sent with every request, such as a key of the collector. */
  readonly headers?: Readonly<Record<string, string>>
  /** @default "millrace" */
  readonly serviceName?: string
}

/** Traces of what executions do. */
export interface Traces {
  readonly onEvent: (event: ExecutionEvent) => void
  /** Makes what Effects of a life tell of themselves part of its trace. */
  readonly spansOf: (root: string) => LifeSpans
  /** Sends what has not been sent. */
  readonly close: () => Promise<void>
}

/** How both are sent: the spans that executions have, and those that their activities make. */
const sending = { exportInterval: "1 second", maxBatchSize: 1_000, shutdownTimeout: "3 seconds" } as const

/** Sends a span for each execution, step and attempt to a collector. What cannot be sent is lost, and nothing waits for it. */
export async function openTraces(
  { url, headers, serviceName = "millrace" }: TraceOptions,
  journal: Pick<Journal, "read">,
): Promise<Traces> {
  const collector = endpoint(url)
  const scope = Scope.makeUnsafe()
  const resource = OtlpResource.make({ serviceName })
  const exporter = Effect.gen(function* () {
    const serialization = yield* OtlpSerialization
    return yield* OtlpExporter.make({
      label: "Millrace",
      url: collector,
      headers,
      ...sending,
      // It is given what was pushed.
      body: (spans: Array<OtlpSpan>) => {
        const scopeSpans = [{ scope: { name: "millrace" }, spans }]
        return [serialization.traces({ resourceSpans: [{ resource, scopeSpans }] }), Effect.void]
      },
    })
  })
  const layers = Layer.mergeAll(FetchHttpClient.layer, layerJson, OtlpExporter.layerFlusher)
  const exportedBy = Effect.all({
    exporter,
    tracer: OtlpTracer.make({ url: collector, headers, resource: { serviceName }, ...sending }),
  })
  const { exporter: own, tracer } = await Effect.runPromise(
    exportedBy.pipe(Effect.provide(layers), Scope.provide(scope)),
  )
  const tracker = new SpanTracker(own.push, async (id) => (await journal.read(id))?.execution)
  return {
    onEvent: tracker.onEvent,
    spansOf: (root) => new LifeSpans(tracer, tracker, root),
    close: () => Effect.runPromise(Scope.close(scope, Exit.void)),
  }
}

function endpoint(url: string): string {
  const parsed = URL.parse(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new EngineOptionInvalid({ option: "otlp.url", problem: `is '${url}', but has to be a URL of HTTP` })
  }
  return parsed.pathname === "/" ? new URL("/v1/traces", parsed).href : url
}
