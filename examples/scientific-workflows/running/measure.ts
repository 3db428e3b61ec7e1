import { compileFlow } from "../flow/compile-flow.ts"
import type { TaskOutput } from "../task.ts"
import type { TaskGraph } from "../workflow/task-graph.ts"
import { boundsOf } from "./bounds.ts"
import type { Bounds } from "./bounds.ts"
import { expectedOutputs } from "./expected-outputs.ts"
import { runByHand } from "./run-by-hand.ts"

/** How long a graph took in each way to run it, in milliseconds. */
export interface Measured {
  readonly graph: TaskGraph
  readonly bounds: Bounds
  readonly emitted: number
  readonly interpreted: number
  readonly byHand: number
  /** The emitted runner with `workers` tasks at once. */
  readonly limited: number
}

/** How a graph is measured. */
export interface MeasureOptions {
  /** What the critical path is scaled to. */
  readonly criticalPathMillis: number
  readonly workers: number
  readonly rounds: number
}

type Way = Exclude<keyof Measured, "bounds" | "graph">

/** Runs a graph in every way, in turn and several times, and gives medians; throws where a result is not as computed. */
export async function measure(graph: TaskGraph, options: MeasureOptions): Promise<Measured> {
  const millisPerSecond = options.criticalPathMillis / Math.max(1e-9, boundsOf(graph, 1e6).criticalPath / 1e6)
  using whole = await compileFlow(graph)
  using limited = await compileFlow(graph, { concurrency: options.workers })
  const ways: Readonly<Record<Way, () => Promise<ReadonlyArray<TaskOutput>>>> = {
    emitted: () => whole.emitted.run({ millisPerSecond }),
    interpreted: () => whole.interpreted.run({ millisPerSecond }),
    byHand: () => runByHand(graph, millisPerSecond),
    limited: () => limited.emitted.run({ millisPerSecond }),
  }
  const expected = JSON.stringify(expectedOutputs(graph))
  const times: Record<Way, Array<number>> = { emitted: [], interpreted: [], byHand: [], limited: [] }
  for (let round = 0; round < options.rounds; round++) {
    for (const way of ["emitted", "interpreted", "byHand", "limited"] as const) {
      const start = performance.now()
      const outputs = await ways[way]()
      times[way].push(performance.now() - start)
      if (JSON.stringify(outputs) !== expected) throw new Error(`'${graph.name}' gives something else: ${way}`)
    }
  }
  return {
    graph,
    bounds: boundsOf(graph, millisPerSecond),
    emitted: median(times.emitted),
    interpreted: median(times.interpreted),
    byHand: median(times.byHand),
    limited: median(times.limited),
  }
}

function median(values: ReadonlyArray<number>): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
