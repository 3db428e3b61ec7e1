import { task } from "../task.ts"
import type { TaskOutput } from "../task.ts"
import type { TaskGraph } from "../workflow/task-graph.ts"
import { lastTasks } from "../workflow/task-graph.ts"

/**
 * Runs a task graph as one would by hand: each task is a Promise that waits for those it needs, kept by its id.
 *
 * Gives what the last tasks come to.
 */
export async function runByHand(graph: TaskGraph, millisPerSecond: number): Promise<ReadonlyArray<TaskOutput>> {
  const started = new Map<string, Promise<TaskOutput>>()
  const outputs = (ids: ReadonlyArray<string>): Promise<ReadonlyArray<TaskOutput>> =>
    Promise.all(ids.flatMap((id) => started.get(id) ?? []))
  const start = async (id: string, seconds: number, needs: ReadonlyArray<string>): Promise<TaskOutput> =>
    runTask({ id, seconds, millisPerSecond, needed: await outputs(needs) })
  for (const { id, seconds, needs } of graph.tasks) started.set(id, start(id, seconds, needs))
  return outputs(lastTasks(graph).map(({ id }) => id))
}

// The activity's own function, without anything around it.
const runTask = task.run as (input: Parameters<typeof task.run>[0]) => TaskOutput | Promise<TaskOutput>
