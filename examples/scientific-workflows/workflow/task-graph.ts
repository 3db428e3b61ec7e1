/** One task of a workflow: how long it ran, and the tasks that had to end before it. */
export interface Task {
  readonly id: string
  readonly seconds: number
  readonly needs: ReadonlyArray<string>
}

/** The tasks of a workflow, each after those it needs. */
export interface TaskGraph {
  readonly name: string
  readonly tasks: ReadonlyArray<Task>
}

/** Says how many dependencies a graph has. */
export function edgeCount({ tasks }: TaskGraph): number {
  return tasks.reduce((count, { needs }) => count + needs.length, 0)
}

/** Gives the tasks that no other one needs: what the workflow comes to. */
export function lastTasks({ tasks }: TaskGraph): ReadonlyArray<Task> {
  const needed = new Set(tasks.flatMap(({ needs }) => needs))
  return tasks.filter(({ id }) => !needed.has(id))
}
