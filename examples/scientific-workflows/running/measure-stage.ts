// Measures one stage of one graph and prints its cost as JSON: in a process of its own, so that none warms up another.
import { writeFileSync } from "node:fs"
import "@millrace/dsl"
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

/** What a stage costs: time, and the most memory of its process; the type checker runs in another one. */
export interface StageCost {
  readonly millis: number
  readonly megabytes: number
}

const [stage = "", size = "", flowFile = ""] = process.argv.slice(2)
const graph = synthesise(Number(size))
const stages: Readonly<Record<Stage, () => Promise<number>>> = {
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
// The caller names one of them.
const millis = await stages[stage as Stage]()
const cost: StageCost = { millis, megabytes: process.resourceUsage().maxRSS / 1000 }
console.log(JSON.stringify(cost))

function runOf(runner: GraphRunner): () => Promise<ReadonlyArray<TaskOutput>> {
  return () => runner.run({ millisPerSecond: 0 })
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Gives the median of runs after the first ones, each with the result that it must have. */
async function warm(run: () => Promise<ReadonlyArray<TaskOutput>>): Promise<number> {
  const expected = JSON.stringify(expectedOutputs(graph))
  const times: Array<number> = []
  for (let round = 0; round < 15; round++) {
    let outputs: unknown
    const time = await timed(async () => {
      outputs = await run()
    })
    if (JSON.stringify(outputs) !== expected) throw new Error(`${stage} gives something else than the tasks' digests`)
    if (round >= 6) times.push(time)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}
