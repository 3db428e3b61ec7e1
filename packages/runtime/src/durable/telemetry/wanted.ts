import type * as Metric from "effect/Metric"
import type { Journal } from "../../journal/journal.ts"
import type { EngineMetrics } from "./engine-metrics.ts"
import type { TraceOptions, Traces } from "./traces.ts"

/** Makes the metrics of an engine that wants some; nobody else loads them. */
export async function metricsFor(
  wanted: boolean | Metric.MetricRegistry | undefined,
): Promise<EngineMetrics | undefined> {
  if (wanted === undefined || wanted === false) return undefined
  const { EngineMetrics } = await import("./engine-metrics.ts")
  return new EngineMetrics(wanted === true ? new Map() : wanted)
}

/** Opens the traces of an engine that wants some; nobody else loads them. */
export async function tracesFor(
  wanted: TraceOptions | undefined,
  journal: Pick<Journal, "read">,
): Promise<Traces | undefined> {
  if (wanted === undefined) return undefined
  const { openTraces } = await import("./traces.ts")
  return openTraces(wanted, journal)
}
