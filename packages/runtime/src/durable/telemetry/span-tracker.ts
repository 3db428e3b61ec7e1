import type { ExecutionEvent, FailureFacts } from "../../events/event.ts"
import type { ExecutionRow } from "../../journal/execution-row.ts"
import { spanOf } from "./otlp-span.ts"
import type { OpenSpan, OtlpSpan, SpanEnd } from "./otlp-span.ts"
import { executionSpanId, newSpanId, traceIdOf } from "./trace-ids.ts"

/** What the journal knows of an execution that another process has begun. */
export type FindExecution = (id: string) => Promise<Pick<ExecutionRow, "parent" | "startedMs"> | undefined>

/** A step that has begun in this process. */
interface OpenStep extends OpenSpan {
  readonly activity: string | undefined
  attempt: (OpenSpan & { readonly number: number }) | undefined
}

/** What runs in one execution. */
interface Traced {
  readonly traceId: Promise<string>
  readonly steps: Map<string, OpenStep>
}

/**
 * Makes spans of what executions tell: one for each execution, step and attempt.
 *
 * **Details**
 *
 * The ids of traces and executions follow from the ids of executions, so that nothing has to be kept of one that only waits.
 * A step that is in flight when its process ends has no span there; the next process has one of it.
 */
export class SpanTracker {
  /** Those of which a step is open, by their id. */
  readonly #executions = new Map<string, Traced>()
  readonly #push: (span: OtlpSpan) => void
  readonly #find: FindExecution

  constructor(push: (span: OtlpSpan) => void, find: FindExecution) {
    this.#push = push
    this.#find = find
  }

  readonly onEvent = (event: ExecutionEvent): void => {
    switch (event.type) {
      case "step.started":
        return this.#attemptBegan(event, event)
      case "step.retrying":
        return this.#attemptEnded(event, { kind: "failed", failure: event.failure })
      case "step.completed":
        return this.#stepEnded(event, { kind: "fine" })
      case "step.failed":
        return this.#stepEnded(event, failed(event))
      case "step.cancelled":
        return this.#stepEnded(event, { kind: "cancelled" })
      case "execution.completed":
        return this.#executionEnded(event, { durationMs: event.durationMs, end: { kind: "fine" } })
      case "execution.failed":
      case "execution.timed-out":
        return this.#executionEnded(event, { durationMs: event.durationMs, end: failed(event) })
      case "execution.cancelled":
        return this.#executionEnded(event, { durationMs: event.durationMs, end: { kind: "cancelled" } })
      case "branch.taken":
      case "compensation.completed":
      case "compensation.failed":
      case "compensation.started":
      case "execution.started":
      case "loop.iterated":
      case "signal.received":
      case "sla.breached":
      case "step.skipped":
      case "step.waiting":
      case "task.completed":
      case "task.opened":
        return undefined
    }
  }

  /** Gives the id of the attempt that a step makes now. */
  attemptId(execution: string, path: string): string | undefined {
    return this.#executions.get(execution)?.steps.get(path)?.attempt?.id
  }

  #of({ execution, parent }: ExecutionEvent): Traced {
    return this.#executions.get(execution) ?? { traceId: this.#traceId(execution, parent), steps: new Map() }
  }

  /** A child is in the trace of the execution that nobody is the parent of. */
  async #traceId(execution: string, parent: string | undefined): Promise<string> {
    let root = execution
    for (let outer = parent; outer !== undefined;) {
      root = outer
      outer = (await this.#find(outer).catch(() => undefined))?.parent
    }
    return traceIdOf(root)
  }

  #attemptBegan(event: ExecutionEvent, { attempt, activity }: { attempt: number; activity?: string }): void {
    const traced = this.#of(event)
    const began = { id: newSpanId(), beganMs: event.time }
    const step: OpenStep = traced.steps.get(event.path) ?? { ...began, id: newSpanId(), attempt: undefined, activity }
    step.attempt = { ...began, number: attempt }
    traced.steps.set(event.path, step)
    this.#executions.set(event.execution, traced)
  }

  #attemptEnded(event: ExecutionEvent, end: SpanEnd): void {
    const traced = this.#of(event)
    const step = traced.steps.get(event.path)
    if (step?.attempt === undefined) return
    const { number, ...open } = step.attempt
    step.attempt = undefined
    const attributes = { ...attributesOf(event), "millrace.attempt": number }
    const facts = { name: `${event.path} attempt ${number}`, parentId: step.id, endedMs: event.time, attributes, end }
    this.#tell(traced, (traceId) => spanOf(open, { ...facts, traceId }))
  }

  #stepEnded(event: ExecutionEvent, end: SpanEnd): void {
    this.#attemptEnded(event, end)
    const traced = this.#of(event)
    const step = traced.steps.get(event.path)
    // One whose result was kept in a cache has not begun.
    if (step === undefined) return
    traced.steps.delete(event.path)
    if (traced.steps.size === 0) this.#executions.delete(event.execution)
    const parentId = executionSpanId(event.execution)
    const attributes = { ...attributesOf(event), ...(step.activity && { "millrace.activity": step.activity }) }
    const facts = { name: event.path, parentId, endedMs: event.time, attributes, end }
    this.#tell(traced, (traceId) => spanOf(step, { ...facts, traceId }))
  }

  #executionEnded(
    event: ExecutionEvent,
    { durationMs, end }: { readonly durationMs: number; readonly end: SpanEnd },
  ): void {
    const { execution, parent, workflow, time } = event
    const traced = this.#of(event)
    this.#executions.delete(execution)
    const parentId = parent === undefined ? undefined : executionSpanId(parent)
    const facts = { name: workflow, parentId, endedMs: time, attributes: attributesOf(event), end }
    // It may have been started by a process before this one.
    const found = this.#find(execution).catch(() => undefined)
    this.#tell(traced, async (traceId) => {
      const beganMs = (await found)?.startedMs ?? time - durationMs
      return spanOf({ id: executionSpanId(execution), beganMs }, { ...facts, traceId })
    })
  }

  #tell({ traceId }: Traced, make: (traceId: string) => OtlpSpan | Promise<OtlpSpan>): void {
    void traceId.then(make).then(this.#push)
  }
}

function failed({ failure }: { readonly failure: FailureFacts }): SpanEnd {
  return { kind: "failed", failure }
}

function attributesOf({ execution, workflow, version, path }: ExecutionEvent): Record<string, string> {
  return {
    "millrace.execution": execution,
    "millrace.workflow": workflow,
    ...(version === undefined ? {} : { "millrace.version": version }),
    ...(path === "" ? {} : { "millrace.path": path }),
  }
}
