import { printable } from "../../6-check/printable.ts"
import type { TaskDetails } from "./engine-client.ts"
import { relativeTime } from "./relative-time.ts"
import { shortJson } from "./text-table.ts"

/** Gives open questions for people: what is asked, of whom, and the token that answers it. */
export function taskLines(items: ReadonlyArray<TaskDetails>, nowMs: number): ReadonlyArray<string> {
  if (items.length === 0) return ["no open tasks"]
  return items.flatMap(({ execution, workflow, path, openedMs, dueMs, asks, token }, index) => {
    // It is what a step of kind `human` has asked for.
    const { show, assignees = [], form } = asks as { show?: unknown; assignees?: ReadonlyArray<string>; form?: unknown }
    const due = dueMs === undefined ? "" : `, due ${relativeTime(dueMs, nowMs)}`
    return [
      ...(index === 0 ? [] : [""]),
      printable(`${execution}  ${workflow}  ${path}`),
      printable(
        `  asked ${relativeTime(openedMs, nowMs)}${due}${assignees.length === 0 ? "" : `, for ${assignees.join(", ")}`}`,
      ),
      ...(show === undefined ? [] : [`  shows  ${shortJson(show)}`]),
      ...(form === undefined ? [] : [`  form   ${shortJson(form, 400)}`]),
      `  token  ${token}`,
    ]
  })
}
