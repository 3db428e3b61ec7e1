import { printable } from "../../6-check/printable.ts"
import type { ExecutionDetails, FailureDetails, WaitDetails } from "@millrace/runtime/durable"
import { standingLine } from "./list.ts"
import { relativeTime } from "./relative-time.ts"
import { stepLines } from "./step-tree.ts"
import { shortJson } from "./text-table.ts"

/** Gives an execution for people: what it was given and came to, its steps as a tree, and what it waits for. */
export function showLines(details: ExecutionDetails, nowMs: number): ReadonlyArray<string> {
  const { id, workflow, version, status, reason, parent, failure, entries, waits, messages } = details
  const name = version === undefined ? workflow : `${workflow} ${version}`
  const head = [
    printable(`${id}  ${name}  ${status}`),
    standingLine(details, nowMs),
    ...(parent === undefined ? [] : [printable(`child of ${parent}`)]),
    ...(reason === undefined ? [] : [printable(`because ${reason}`)]),
    ...("input" in details ? [`input   ${shortJson(details.input)}`] : []),
    ...("output" in details ? [`output  ${shortJson(details.output)}`] : []),
    ...(failure === undefined ? [] : [`failure ${failureText(failure)}`]),
  ]
  const steps = entries.length === 0 ? [] : ["", ...stepLines(entries, details.startedMs)]
  const waiting = waits.map((wait) => waitLine(wait, nowMs))
  const sent = messages.map(({ address, receivedMs, value }) =>
    printable(`message for '${address}', received ${relativeTime(receivedMs, nowMs)}: ${shortJson(value)}`),
  )
  return [...head, ...steps, ...(waiting.length + sent.length === 0 ? [] : ["", ...waiting, ...sent])]
}

/** Says what a failure is, in a line. */
export function failureText({ tag, message, fields }: FailureDetails): string {
  return printable(
    message === "" ? `${tag}${fields === undefined ? "" : ` ${shortJson(fields)}`}` : `${tag}: ${message}`,
  )
}

function waitLine({ path, kind, openedMs, dueMs }: WaitDetails, nowMs: number): string {
  const what = kind === "timer" ? "for a moment" : `at '${path}' for ${kind === "human" ? "a person" : `a ${kind}`}`
  const due = dueMs === undefined ? "" : `, due ${relativeTime(dueMs, nowMs)} (${new Date(dueMs).toISOString()})`
  return printable(`waits ${what}, since ${relativeTime(openedMs, nowMs)}${due}`)
}
