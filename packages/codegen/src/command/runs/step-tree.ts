import { printable } from "../../6-check/printable.ts"
import type { EntryDetails } from "@millrace/runtime/durable"
import { pathPrefixes } from "./path-prefixes.ts"
import { lengthText } from "./relative-time.ts"
import { shortJson, tableLines } from "./text-table.ts"

/** What the entries of one path say: the last one counts, and how often it was tried again. */
interface StepLine {
  readonly path: string
  readonly depth: number
  readonly entry: EntryDetails | undefined
  readonly retries: number
}

/** What is not told of by itself: it is part of what is. */
const silent: ReadonlySet<string> = new Set(["undoable", "settled", "began", "due", "retrying"])

/** Gives the entries of an execution as a tree of its steps by path, in the order in which each of them was first heard of. */
export function stepLines(entries: ReadonlyArray<EntryDetails>, startedMs: number): ReadonlyArray<string> {
  const rows = treeOf(entries).map(({ path, depth, entry, retries }) => {
    const name = `${"  ".repeat(depth)}${lastPart(path)}`
    if (entry === undefined) return [name]
    const again = retries === 0 ? "" : ` (attempt ${retries + 1})`
    const when = `+${lengthText(Math.max(0, entry.recordedMs - startedMs))}`
    return [name, `${wordFor(entry)}${again}`, when, valueText(entry)]
  })
  return tableLines(rows)
}

function treeOf(entries: ReadonlyArray<EntryDetails>): ReadonlyArray<StepLine> {
  const byPath = new Map<string, Array<EntryDetails>>()
  for (const entry of entries) {
    for (const path of pathPrefixes(entry.path)) if (!byPath.has(path)) byPath.set(path, [])
    byPath.set(entry.path, [...(byPath.get(entry.path) ?? []), entry])
  }
  // What is inside of something stands behind it, in the order in which it came.
  const children = new Map<string, Array<string>>()
  for (const path of byPath.keys()) {
    const parent = parentOf(path)
    if (path !== "") children.set(parent, [...(children.get(parent) ?? []), path])
  }
  const lines = (path: string, depth: number): ReadonlyArray<StepLine> => [
    lineOf(path, depth, byPath.get(path) ?? []),
    ...(children.get(path) ?? []).flatMap((child) => lines(child, depth + 1)),
  ]
  const whole = byPath.get("")
  const steps = (children.get("") ?? []).flatMap((child) => lines(child, 0))
  return whole === undefined ? steps : [...steps, lineOf("", 0, whole)]
}

function lineOf(path: string, depth: number, entries: ReadonlyArray<EntryDetails>): StepLine {
  const told = entries.filter(({ kind }) => !silent.has(kind))
  const retries = entries.filter(({ kind }) => kind === "retrying").length
  return { path, depth, entry: told.at(-1) ?? entries.at(-1), retries }
}

/** Gives where something stands: `texts[page-3].ocr` in `texts[page-3]`, and that in `texts`. */
function parentOf(path: string): string {
  return pathPrefixes(path).at(-2) ?? ""
}

function lastPart(path: string): string {
  if (path === "") return "(workflow)"
  const part = path.slice(parentOf(path).length).replace(/^\./, "")
  return printable(part.replaceAll(/\\(.)/g, "$1"))
}

const words: Readonly<Record<string, string>> = {
  "step.completed": "completed",
  "step.failed": "failed",
  compensated: "undone",
  "compensation.failed": "could not be undone",
  "timer.fired": "slept",
  "child.completed": "completed",
  "child.failed": "failed",
  "acquire.failed": "not acquired",
  "release.failed": "not released",
  "timed-out": "took too long",
  decision: "decided",
  retrying: "waits to try again",
  due: "waits",
  began: "began",
  undoable: "done, can be undone",
}

function wordFor({ kind }: EntryDetails): string {
  return words[kind] ?? kind
}

function valueText({ kind, value, unreadable }: EntryDetails): string {
  if (unreadable !== undefined) return "(encoded)"
  if (value === undefined) return ""
  if (kind === "due" && typeof value === "string") return `until ${value}`
  if (kind === "decision" && typeof value === "string") return value.length > 80 ? `${value.slice(0, 79)}…` : value
  if (kind.endsWith("failed") || kind === "retrying") return failureOf(value)
  return shortJson(value, 80)
}

/** A failure is recorded with the name of its class, its message and its fields. */
function failureOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return shortJson(value, 80)
  const {
    failure,
    error = "",
    message = "",
    fields,
  } = value as {
    readonly failure?: unknown
    readonly error?: string
    readonly message?: string
    readonly fields?: unknown
  }
  if (failure !== undefined) return failureOf(failure)
  return message === "" ? `${error} ${shortJson(fields, 80)}`.trim() : `${error}: ${message}`
}
