import type { PlanFacts } from "@millrace/runtime"
import type { DocumentResult, Evidence, Reading } from "../document.ts"
import type { Outcome } from "../demo/outcome.ts"
import { wentWrong } from "../demo/outcome.ts"
import { thumbnailOf } from "./thumbnail.ts"
import type { Thumbnail } from "./thumbnail.ts"
import { barsOf, lanesOf } from "./timeline.ts"
import type { Bar } from "./timeline.ts"

/** What a report is about. */
export interface Run {
  readonly outcomes: ReadonlyArray<Outcome>
  readonly plan: PlanFacts
  readonly startedAt: number
  readonly durationMs: number
}

/** Prepares a run for the template. */
export async function reportView({ outcomes, plan, startedAt, durationMs }: Run) {
  const results = outcomes.flatMap(({ result }) => (result === undefined ? [] : [result]))
  const comparisons = outcomes.flatMap((outcome) => outcome.comparisons)
  const automatic = results.filter(({ decision }) => decision.by === "automatic").length
  return {
    plan,
    date: new Date(startedAt).toISOString().slice(0, 16).replace("T", " "),
    tiles: [
      counted(outcomes.length, "document"),
      counted(sum(results.map(({ readings }) => readings.length)), "page"),
      counted(sum(results.map(({ fields }) => fields.length)), "field"),
      tile(`${automatic} of ${results.length}`, "needed no person"),
      ...(comparisons.length === 0
        ? []
        : [
            tile(
              `${comparisons.filter(({ matches }) => matches).length} of ${comparisons.length}`,
              "values as printed",
            ),
          ]),
      tile(seconds(durationMs), "from start to end"),
    ],
    ticks: ticksOf(durationMs),
    rows: outcomes.map((outcome, index) => ({
      name: outcome.source.name,
      anchor: `document-${index + 1}`,
      seconds: seconds(outcome.durationMs),
      lanes: lanesOf(barsOf(outcome.events)).map((lane) => lane.map((bar) => placed(bar, startedAt, durationMs))),
    })),
    documents: await Promise.all(outcomes.map((outcome, index) => documentView(outcome, index))),
  }
}

async function documentView(outcome: Outcome, index: number) {
  const { source, result, failure, comparisons, events, durationMs } = outcome
  const bars = barsOf(events)
  const start = events[0]?.time ?? 0
  return {
    name: source.name,
    anchor: `document-${index + 1}`,
    origin: source.origin,
    seconds: seconds(durationMs),
    failure: failure === undefined ? undefined : { ...failure, expected: !wentWrong(outcome) },
    result: result === undefined ? undefined : await resultView(result),
    comparisons,
    bars: bars.map((bar) => ({ ...placed(bar, start, durationMs), label: bar.label })),
  }
}

async function resultView(result: DocumentResult) {
  const { metadata, kind, fields, quality, concerns, decision } = result
  return {
    type: kind.label,
    language: { de: "German", en: "English", unknown: "unknown language" }[kind.language],
    fields: fields.map((field) => ({ ...field, source: field.source === field.value ? "" : field.source })),
    quality: percent(quality),
    qualityLevel: levelOf(quality),
    concerns,
    decision: { ...decision, automatic: decision.by === "automatic" },
    evidence: evidenceFor(kind.evidence, kind.label),
    facts: factsOf(metadata),
    pages: await Promise.all(result.readings.map(pageView)),
  }
}

async function pageView(reading: Reading, index: number) {
  const treated = reading.treatment !== "none"
  const original = reading.image.replace(/\.(?:flattened|binarised)\.png$/, "")
  const pictures: Array<Thumbnail & { readonly caption: string }> = [
    { ...(await thumbnailOf(original, 460)), caption: treated ? "as it came" : `page ${index + 1}` },
  ]
  if (treated)
    pictures.push({ ...(await thumbnailOf(reading.image, 460)), caption: `${reading.treatment}, as it was read` })
  return {
    number: index + 1,
    pictures,
    reader: reading.source === "ocr" ? "OCR" : "its text layer",
    attempts: reading.attempts,
    again: reading.attempts > 1,
    quality: percent(reading.quality),
    confidence: percent(reading.confidence),
    knownWords: percent(reading.knownWords),
    text: reading.lines.map(({ text }) => text).join("\n"),
  }
}

function factsOf({
  format,
  bytes,
  pages,
  width,
  height,
  title,
  creator,
  created,
  dpi,
}: DocumentResult["metadata"]): string {
  const size = width === undefined || height === undefined ? undefined : `${Math.round(width)} × ${Math.round(height)}`
  const unit = format === "pdf" ? "pt" : "px"
  return [
    format.toUpperCase(),
    bytes > 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.round(bytes / 1000)} kB`,
    pages > 1 ? `${pages} pages` : undefined,
    size && `${size} ${unit}`,
    dpi && `${dpi} dpi`,
    created,
    creator,
    title && `“${title}”`,
  ]
    .filter((fact) => fact !== undefined && fact !== "")
    .join(" · ")
}

/** What spoke for the type that won first, then what spoke for others. */
function evidenceFor(evidence: ReadonlyArray<Evidence>, label: string) {
  return evidence
    .toSorted((a, b) => Number(b.type === label) - Number(a.type === label) || b.weight - a.weight)
    .map((clue) => ({ ...clue, sign: `+${clue.weight}`, against: clue.type !== label }))
}

function placed(bar: Bar, start: number, durationMs: number) {
  const left = ((bar.startedAt - start) / Math.max(1, durationMs)) * 100
  const width = (bar.durationMs / Math.max(1, durationMs)) * 100
  return {
    work: bar.work,
    ended: bar.ended,
    left: Math.min(left, 99.6).toFixed(2),
    width: Math.max(0.3, Math.min(width, 100 - left)).toFixed(2),
    title: `${bar.path} ${bar.ended === "completed" ? "took" : `${bar.ended} after`} ${milliseconds(bar.durationMs)}`,
    time: milliseconds(bar.durationMs),
  }
}

/** Marks on the time axis: every 1, 2, 5, 10 or more seconds, at most nine of them. */
function ticksOf(durationMs: number) {
  const step = [1, 2, 5, 10, 20, 30, 60].find((each) => durationMs / 1000 / each <= 9) ?? 120
  const count = Math.floor(durationMs / 1000 / step)
  return Array.from({ length: count + 1 }, (_, index) => ({
    left: (((index * step * 1000) / durationMs) * 100).toFixed(2),
    label: `${index * step} s`,
  }))
}

function levelOf(quality: number): "high" | "middling" | "low" {
  return quality >= 0.8 ? "high" : quality >= 0.6 ? "middling" : "low"
}

function tile(value: string | number, label: string) {
  return { value: String(value), label }
}

function counted(count: number, noun: string) {
  return tile(count, count === 1 ? noun : `${noun}s`)
}

function sum(numbers: ReadonlyArray<number>): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function percent(share: number): number {
  return Math.round(share * 100)
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`
}

function milliseconds(durationMs: number): string {
  return durationMs >= 1000 ? seconds(durationMs) : `${Math.max(1, Math.round(durationMs))} ms`
}
