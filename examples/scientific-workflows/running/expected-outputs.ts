import { digestOf } from "../task.ts"
import type { TaskOutput } from "../task.ts"
import type { TaskGraph } from "../workflow/task-graph.ts"
import { lastTasks } from "../workflow/task-graph.ts"

/** Computes what each task of a graph comes to, by its id, without running anything. */
export function allOutputs({ tasks }: TaskGraph): ReadonlyMap<string, TaskOutput> {
  const digests = new Map<string, string>()
  for (const { id, needs } of tasks) {
    digests.set(
      id,
      digestOf(
        id,
        needs.map((need) => digests.get(need) ?? `${need} is not there`),
      ),
    )
  }
  return new Map([...digests].map(([id, digest]) => [id, { id, digest }]))
}

/** Computes what the last tasks come to, which is what the flow of a graph gives. */
export function expectedOutputs(graph: TaskGraph): ReadonlyArray<TaskOutput> {
  const outputs = allOutputs(graph)
  return lastTasks(graph).flatMap(({ id }) => outputs.get(id) ?? [])
}
