import type { TaskGraph } from "../workflow/task-graph.ts"

/** Names that Millrace keeps for itself, and the empty one, which it refuses. */
const reserved: ReadonlySet<string> = new Set([
  "",
  "__proto__",
  "error",
  "index",
  "input",
  "item",
  "iteration",
  "resource",
  "state",
  "vars",
])

/** Gives each task the name of its node: its id, unless Millrace would refuse that. */
export function nodeNames({ tasks }: TaskGraph): ReadonlyMap<string, string> {
  const ids = new Set(tasks.map(({ id }) => id))
  return new Map(tasks.map(({ id }) => [id, reserved.has(id) ? unusedName(id, ids) : id]))
}

/** Only one of the reserved ids is renamed to each of these, so two never meet. */
function unusedName(id: string, ids: ReadonlySet<string>): string {
  let name = `task ${id}`
  while (ids.has(name)) name = `task ${name}`
  return name
}
