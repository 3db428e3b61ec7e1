// Measures one stage of one graph and prints its cost as JSON: in a process of its own, so that none warms up another.
import { writeFileSync } from "node:fs"
import { generate, loadModule, runnerPath } from "@millrace/codegen"
import { interpret } from "@millrace/runtime"
import { importFlow, importRunner } from "../flow/import-graph.ts"
import type { GraphRunner } from "../flow/import-graph.ts"
import type { TaskOutput } from "../task.ts"
import { synthesise } from "../workflow/synthesise.ts"
import { expectedOutputs } from "./expected-outputs.ts"
import { runByHand } from "./run-by-hand.ts"

/**
 * What is measured: reading the syntax of a flow, its build, which checks types too, evaluating the flow with the builder,
 * loading its runner, and runs in which no task takes time, once warm.
 */
export type Stage = "byHand" | "build" | "evaluate" | "interpret" | "load" | "read" | "run"

/** What a stage costs its process. The type checker of a build runs in another one, and shows in the time that passes. */
export interface StageCost {
  readonly passedMillis: number
  readonly processorMillis: number
  /** The most memory that the process has had. */
  readonly megabytes: number
}

const [stage = "", size = "", flowFile = ""] = process.argv.slice(2)
const graph = synthesise(Number(size))
const stages: Readonly<Record<Stage, () => Promise<Times>>> = {
  read: () => timed(() => loadModule(flowFile)),
  build: () =>
    timed(() => {
      const [generated] = generate([flowFile])
      if (generated?.runner === undefined) throw new Error(generated?.diagnostics[0]?.message ?? "no runner")
      writeFileSync(runnerPath(flowFile), generated.runner)
    }),
  evaluate: () => timed(() => importFlow(flowFile)),
  load: () => timed(() => importRunner(flowFile)),
  run: async () => warm(runOf(await importRunner(flowFile))),
  interpret: async () => warm(runOf(interpret(await importFlow(flowFile)))),
  byHand: () => warm(() => runByHand(graph, 0)),
}
// What every flow imports is loaded before the clock starts.
await import("@millrace/dsl")
// The caller names one of them.
const times = await stages[stage as Stage]()
const cost: StageCost = { ...times, megabytes: process.resourceUsage().maxRSS / 1000 }
console.log(JSON.stringify(cost))

function runOf(runner: GraphRunner): () => Promise<ReadonlyArray<TaskOutput>> {
  return () => runner.run({ millisPerSecond: 0 })
}

type Times = Omit<StageCost, "megabytes">

async function timed(work: () => unknown): Promise<Times> {
  const start = performance.now()
  const startUsage = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(startUsage)
  return { passedMillis: performance.now() - start, processorMillis: (user + system) / 1000 }
}

/** Gives the median of runs after the first ones, each with the result that it must have. */
async function warm(run: () => Promise<ReadonlyArray<TaskOutput>>): Promise<Times> {
  const expected = JSON.stringify(expectedOutputs(graph))
  const times: Array<Times> = []
  for (let round = 0; round < 15; round++) {
    let outputs: unknown
    const time = await timed(async () => {
      outputs = await run()
    })
    if (JSON.stringify(outputs) !== expected) throw new Error(`${stage} gives something else than the tasks' digests`)
    if (round >= 6) times.push(time)
  }
  const [median] = times.toSorted((a, b) => a.processorMillis - b.processorMillis).slice(Math.floor(times.length / 2))
  if (median === undefined) throw new Error("nothing was measured")
  return median
}
