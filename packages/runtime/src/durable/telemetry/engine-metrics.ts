import * as Context from "effect/Context"
import * as Metric from "effect/Metric"
import type { ExecutionEvent } from "../../events/event.ts"
import type { JournalCounts } from "../../journal/journal.ts"
import * as defined from "./metric-definitions.ts"

/** What is counted at the moment in which somebody asks. */
export interface EngineCounts {
  readonly running: number
  readonly ready: number
  readonly waits: JournalCounts["waits"]
}

const waitKinds = ["timer", "signal", "human", "webhook"] as const

/** The metrics that have a workflow, with it. */
interface WorkflowMetrics {
  readonly started: Metric.Counter<number>
  readonly attempts: Metric.Counter<number>
  readonly retries: Metric.Counter<number>
  readonly breaches: Metric.Counter<number>
  readonly ended: (status: string) => Metric.Counter<number>
  readonly executionSeconds: (status: string) => Metric.Histogram<number>
  readonly stepSeconds: (outcome: string) => Metric.Histogram<number>
}

/** Counts and times what the executions of an engine do, as metrics of effect. */
export class EngineMetrics {
  /** Has the registry. */
  readonly context: Context.Context<never>
  readonly #workflows = new Map<string, WorkflowMetrics>()

  constructor(registry: Metric.MetricRegistry) {
    this.context = Context.make(Metric.MetricRegistry, registry)
  }

  readonly onEvent = (event: ExecutionEvent): void => {
    const metrics = this.#of(event.workflow)
    switch (event.type) {
      case "execution.started":
        return this.#count(metrics.started)
      case "execution.completed":
      case "execution.failed":
      case "execution.timed-out":
      case "execution.cancelled": {
        const status = event.type.slice("execution.".length)
        this.#count(metrics.ended(status))
        return this.#time(metrics.executionSeconds(status), event.durationMs)
      }
      case "step.started":
        return this.#count(metrics.attempts)
      case "step.retrying":
        return this.#count(metrics.retries)
      case "step.completed":
      case "step.failed":
      case "step.cancelled":
        return this.#time(metrics.stepSeconds(event.type.slice("step.".length)), event.durationMs)
      case "sla.breached":
        return this.#count(metrics.breaches)
      case "branch.taken":
      case "compensation.completed":
      case "compensation.failed":
      case "compensation.started":
      case "loop.iterated":
      case "signal.received":
      case "step.skipped":
      case "step.waiting":
      case "task.completed":
      case "task.opened":
        return undefined
    }
  }

  /** Notes how late something was woken. */
  readonly onWake = (latenessMs: number): void => {
    this.#time(defined.wakeSeconds, latenessMs)
  }

  /** Notes how long a write of the journal took. */
  readonly onWrite = (durationMs: number): void => {
    this.#time(defined.writeSeconds, durationMs)
  }

  /** Notes how many writes of the journal reached the disk at once. */
  readonly onCommit = (writes: number): void => {
    defined.commitWrites.updateUnsafe(writes, this.context)
  }

  /** Sets what is only known when somebody asks. */
  set({ running, ready, waits }: EngineCounts): void {
    defined.running.updateUnsafe(running, this.context)
    defined.ready.updateUnsafe(ready, this.context)
    for (const kind of waitKinds) {
      Metric.withAttributes(defined.waits, { kind }).updateUnsafe(waits[kind] ?? 0, this.context)
    }
  }

  #count(counter: Metric.Counter<number>): void {
    counter.updateUnsafe(1, this.context)
  }

  #time(histogram: Metric.Histogram<number>, durationMs: number): void {
    histogram.updateUnsafe(durationMs / 1_000, this.context)
  }

  #of(workflow: string): WorkflowMetrics {
    const known = this.#workflows.get(workflow)
    if (known !== undefined) return known
    const metrics = metricsOf(workflow)
    this.#workflows.set(workflow, metrics)
    return metrics
  }
}

function metricsOf(workflow: string): WorkflowMetrics {
  return {
    started: Metric.withAttributes(defined.started, { workflow }),
    attempts: Metric.withAttributes(defined.attempts, { workflow }),
    retries: Metric.withAttributes(defined.retries, { workflow }),
    breaches: Metric.withAttributes(defined.breaches, { workflow }),
    ended: perWord((status) => Metric.withAttributes(defined.ended, { workflow, status })),
    executionSeconds: perWord((status) => Metric.withAttributes(defined.executionSeconds, { workflow, status })),
    stepSeconds: perWord((outcome) => Metric.withAttributes(defined.stepSeconds, { workflow, outcome })),
  }
}

/** Makes something for each of a few words, once. */
function perWord<Made>(make: (word: string) => Made): (word: string) => Made {
  const made = new Map<string, Made>()
  return (word) => {
    const known = made.get(word)
    if (known !== undefined) return known
    const value = make(word)
    made.set(word, value)
    return value
  }
}
