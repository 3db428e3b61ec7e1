// Measures what graphs of growing size cost, each stage in a process of its own, and prints a table.
// Usage: node scale.ts [number of tasks]...
import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { writeFlow } from "./flow/write-flow.ts"
import { formatTable } from "./running/format-table.ts"
import type { Stage, StageCost } from "./running/measure-stage.ts"
import { edgeCount } from "./workflow/task-graph.ts"
import { synthesise } from "./workflow/synthesise.ts"

const stageFile = fileURLToPath(new URL("running/measure-stage.ts", import.meta.url))
const parent = fileURLToPath(new URL(".millrace/", import.meta.url))
const stages: ReadonlyArray<Stage> = ["read", "build", "evaluate", "load", "run", "interpret", "byHand"]

const given = process.argv.slice(2).map(Number)
const sizes = given.length === 0 ? [100, 300, 1000, 3000] : given
mkdirSync(parent, { recursive: true })
const folder = mkdtempSync(`${parent}scale-`)
const rows = sizes.map(measured)
rmSync(folder, { recursive: true })

const head = "tasks,edges,flow kB,read,build,passed,MB,evaluate,load,run,interpret,by hand".split(",")
console.log(`\nNode ${process.version}, milliseconds of processor time; for the build also those that passed`)
console.log(formatTable(head, rows))

function measured(size: number): ReadonlyArray<string> {
  console.log(`measuring ${size} tasks`)
  const graph = synthesise(size)
  const flowFile = `${folder}/tasks-${size}.flow.ts`
  writeFileSync(flowFile, writeFlow(graph, { taskModule: "../../task.ts" }))
  const costs = new Map(stages.map((stage) => [stage, costOf(stage, size, flowFile)]))
  const millis = (stage: Stage): string => (costs.get(stage)?.processorMillis ?? Number.NaN).toFixed(0)
  return [
    String(size),
    String(edgeCount(graph)),
    (statSync(flowFile).size / 1000).toFixed(0),
    millis("read"),
    millis("build"),
    (costs.get("build")?.passedMillis ?? Number.NaN).toFixed(0),
    (costs.get("build")?.megabytes ?? Number.NaN).toFixed(0),
    millis("evaluate"),
    millis("load"),
    millis("run"),
    millis("interpret"),
    millis("byHand"),
  ]
}

function costOf(stage: Stage, size: number, flowFile: string): StageCost {
  const output = execFileSync(process.execPath, [stageFile, stage, String(size), flowFile], { encoding: "utf8" })
  // What `measure-stage.ts` prints.
  return JSON.parse(output) as StageCost
}
