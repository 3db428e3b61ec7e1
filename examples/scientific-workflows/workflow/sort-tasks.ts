import type { Task } from "./task-graph.ts"

/** Puts tasks after those they need, and otherwise leaves them in order; throws when some wait for each other. */
export function sortTasks(tasks: ReadonlyArray<Task>): ReadonlyArray<Task> {
  const dependents = new Map<string, Array<Task>>(tasks.map(({ id }) => [id, []]))
  const waitingFor = new Map(tasks.map(({ id, needs }) => [id, needs.length]))
  for (const task of tasks) {
    for (const need of task.needs) dependents.get(need)?.push(task)
  }
  const sorted = tasks.filter(({ needs }) => needs.length === 0)
  // The list grows while it is walked.
  for (const { id } of sorted) {
    for (const dependent of dependents.get(id) ?? []) {
      const left = (waitingFor.get(dependent.id) ?? 0) - 1
      waitingFor.set(dependent.id, left)
      if (left === 0) sorted.push(dependent)
    }
  }
  if (sorted.length < tasks.length) {
    const stuck = tasks.filter(({ id }) => (waitingFor.get(id) ?? 0) > 0).map(({ id }) => `'${id}'`)
    throw new Error(`tasks wait for each other: ${stuck.slice(0, 5).join(", ")}`)
  }
  return sorted
}
