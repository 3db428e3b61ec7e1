import type { TraceData } from "effect/observability/OtlpTracer"
import { entriesToAttributes } from "effect/observability/OtlpResource"
import type { FailureFacts } from "../../events/event.ts"

/** A span as OTLP has it. */
export type OtlpSpan = TraceData["resourceSpans"][number]["scopeSpans"][number]["spans"][number]

/** A span that has begun. */
export interface OpenSpan {
  readonly id: string
  readonly beganMs: number
}

/** How a span has ended. */
export type SpanEnd =
  | { readonly kind: "fine" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly failure: FailureFacts }

/** What there is to say of a span when it has ended. */
export interface SpanFacts {
  readonly name: string
  readonly traceId: string
  readonly parentId: string | undefined
  readonly endedMs: number
  readonly attributes: Readonly<Record<string, unknown>>
  readonly end: SpanEnd
}

/** The numbers of OTLP, <https://opentelemetry.io/docs/specs/otlp/>. */
const internalKind = 1
const statusCodes = { unset: 0, fine: 1, failed: 2 } as const

/** Gives a span that has ended. */
export function spanOf({ id, beganMs }: OpenSpan, facts: SpanFacts): OtlpSpan {
  const { name, traceId, parentId, endedMs, attributes, end } = facts
  const told = end.kind === "cancelled" ? { ...attributes, "millrace.cancelled": true } : attributes
  const endTimeUnixNano = nanoseconds(endedMs)
  return {
    traceId,
    spanId: id,
    parentSpanId: parentId,
    name,
    kind: internalKind,
    startTimeUnixNano: nanoseconds(Math.min(beganMs, endedMs)),
    endTimeUnixNano,
    attributes: entriesToAttributes(Object.entries(told)),
    droppedAttributesCount: 0,
    events: end.kind === "failed" ? [exceptionOf(end.failure, endTimeUnixNano)] : [],
    droppedEventsCount: 0,
    status: statusOf(end),
    links: [],
    droppedLinksCount: 0,
  }
}

function exceptionOf({ tag, message }: FailureFacts, timeUnixNano: string): OtlpSpan["events"][number] {
  const attributes = entriesToAttributes(Object.entries({ "exception.type": tag, "exception.message": message }))
  return { name: "exception", timeUnixNano, attributes, droppedAttributesCount: 0 }
}

function statusOf(end: SpanEnd): OtlpSpan["status"] {
  if (end.kind !== "failed") return { code: end.kind === "fine" ? statusCodes.fine : statusCodes.unset }
  const { tag, message } = end.failure
  return { code: statusCodes.failed, message: message === "" ? tag : `${tag}: ${message}` }
}

function nanoseconds(timeMs: number): string {
  return `${Math.round(timeMs)}000000`
}
