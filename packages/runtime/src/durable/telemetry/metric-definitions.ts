import * as Metric from "effect/Metric"

/** From a step that does nothing to an execution that waits for a week. */
const seconds = [0.001, 0.005, 0.025, 0.1, 0.5, 1, 5, 30, 60, 300, 3_600, 86_400, 604_800]
/** What a disk takes, and a timer. */
const fine = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 30]

export const started: Metric.Counter<number> = counter("executions_started_total", "Executions that began")
export const ended: Metric.Counter<number> = counter("executions_ended_total", "Executions that ended, by how")
export const attempts: Metric.Counter<number> = counter("step_attempts_total", "Attempts that steps began")
export const retries: Metric.Counter<number> = counter("step_retries_total", "Attempts that failed and are made again")
export const breaches: Metric.Counter<number> = counter(
  "sla_breaches_total",
  "Executions that took longer than their SLA",
)
export const running: Metric.Gauge<number> = gauge("executions_running", "Executions that are in memory")
export const ready: Metric.Gauge<number> = gauge("executions_ready", "Executions that wait for their turn")
export const waits: Metric.Gauge<number> = gauge("waits_open", "What executions wait for, by kind")
export const executionSeconds: Metric.Histogram<number> = histogram("execution_duration_seconds", {
  description: "How long executions took in the process in which they ended",
  boundaries: seconds,
})
export const stepSeconds: Metric.Histogram<number> = histogram("step_duration_seconds", {
  description: "How long steps took, attempts and the waits between them included",
  boundaries: seconds,
})
export const wakeSeconds: Metric.Histogram<number> = histogram("wake_lateness_seconds", {
  description: "How late executions were woken whose moment had come",
  boundaries: fine,
})
export const writeSeconds: Metric.Histogram<number> = histogram("journal_write_seconds", {
  description: "How long writes of the journal took, from when they were handed over until they were on the disk",
  boundaries: fine,
})
export const commitWrites: Metric.Histogram<number> = histogram("journal_commit_writes", {
  description: "How many writes of the journal reached the disk at once",
  boundaries: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000],
})

function counter(name: string, description: string): Metric.Counter<number> {
  return Metric.counter(`millrace_${name}`, { description, incremental: true })
}

function gauge(name: string, description: string): Metric.Gauge<number> {
  return Metric.gauge(`millrace_${name}`, { description })
}

function histogram(
  name: string,
  { description, boundaries }: { readonly description: string; readonly boundaries: ReadonlyArray<number> },
): Metric.Histogram<number> {
  return Metric.histogram(`millrace_${name}`, { description, boundaries })
}
