import * as promises from "../works/tasks/promises.ts"
import * as values from "../works/tasks/values.ts"
import type { Kind } from "../works/works.ts"

type Later<Task> = Task extends (...given: infer Given) => infer Value
  ? (...given: Given) => Value | Promise<Value>
  : never

/** The tasks as a peer calls them, which takes values and Promises alike. */
export type PeerTasks = { readonly [Name in keyof typeof values]: Later<(typeof values)[Name]> }

/** The tasks of a kind; no peer but effect's own workflows runs Effects. */
export function peerTasks(kind: Kind): PeerTasks | undefined {
  if (kind === "effects") return undefined
  return kind === "values" ? values : promises
}
