import { scaledMillis } from "../task.ts"
import type { TaskGraph } from "../workflow/task-graph.ts"

/** What no schedule of a graph can beat, and what every greedy one keeps to, in milliseconds. */
export interface Bounds {
  /** The longest chain of tasks that need each other: what a run takes at least. */
  readonly criticalPath: number
  /** All tasks together. */
  readonly total: number
}

/** Computes how long a graph takes, from its tasks' scaled run times. */
export function boundsOf({ tasks }: TaskGraph, millisPerSecond: number): Bounds {
  const ends = new Map<string, number>()
  let total = 0
  let criticalPath = 0
  for (const { id, seconds, needs } of tasks) {
    const millis = scaledMillis(seconds, millisPerSecond)
    const start = needs.reduce((latest, need) => Math.max(latest, ends.get(need) ?? 0), 0)
    ends.set(id, start + millis)
    total += millis
    criticalPath = Math.max(criticalPath, start + millis)
  }
  return { criticalPath, total }
}

/** What a schedule with `workers` takes at least: the critical path, or an even share of all tasks. */
export function leastMillis({ criticalPath, total }: Bounds, workers: number): number {
  return Math.max(criticalPath, total / workers)
}

/**
 * What a schedule with `workers` takes at most when no worker idles while a task could begin: an even share of all
 * tasks, and for the time in which workers idle the critical path.
 *
 * R. L. Graham, Bounds on Multiprocessing Timing Anomalies, 1969.
 */
export function mostMillis({ criticalPath, total }: Bounds, workers: number): number {
  return total / workers + criticalPath * (1 - 1 / workers)
}
