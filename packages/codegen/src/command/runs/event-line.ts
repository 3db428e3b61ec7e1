import { lengthText } from "./relative-time.ts"
import { shortJson } from "./text-table.ts"

/** An event as it is told over HTTP, or read from a file: those of `JournalEvent` and of what only lives. */
export interface TailedEvent {
  readonly type: string
  readonly cursor?: string | undefined
  readonly execution: string
  readonly workflow: string
  readonly path: string
  readonly time: number
  readonly durationMs?: number
  readonly attempt?: number
  readonly dueMs?: number
  readonly decision?: string
  readonly reason?: string
  readonly failure?: { readonly tag: string; readonly message: string }
}

const ended = /^execution\.(?:completed|failed|timed-out|cancelled)$/

/** Whether nothing comes after an event in its execution. */
export function isEnd({ type }: TailedEvent): boolean {
  return ended.test(type)
}

/** Gives an event as a line: when, whose, where, and what. */
export function eventLine(event: TailedEvent, isOfMany: boolean): string {
  const { type, time, execution, workflow, path } = event
  const when = new Date(time).toISOString().slice(11, 23)
  const whose = isOfMany ? `${execution} ` : ""
  const where = path === "" ? workflow : path
  const what = path === "" ? type.replace(/^execution\./, "") : type.replace(/^step\./, "")
  const more = details(event)
  return `${when}  ${whose}${where}  ${what}${more === "" ? "" : `  ${more}`}`
}

function details({ durationMs, attempt, dueMs, time, decision, reason, failure }: TailedEvent): string {
  const parts = [
    ...(attempt === undefined ? [] : [`attempt ${attempt}`]),
    ...(failure === undefined ? [] : [failure.message === "" ? failure.tag : `${failure.tag}: ${failure.message}`]),
    ...(decision === undefined ? [] : [shortText(decision)]),
    ...(reason === undefined ? [] : [reason]),
    ...(dueMs === undefined ? [] : [`due in ${lengthText(Math.max(0, dueMs - time))}`]),
    ...(durationMs === undefined ? [] : [`after ${lengthText(durationMs)}`]),
  ]
  return parts.join(", ")
}

/** A decision is a text; one that is long is cut. */
function shortText(text: string): string {
  return shortJson(text).slice(1, -1).replaceAll('\\"', '"')
}
