// Runs recorded workflows with their run times scaled down, in every way there is, and prints a table.
// Usage: node main.ts [file or folder of WfFormat files]...
import { leastMillis, mostMillis } from "./running/bounds.ts"
import { formatTable } from "./running/format-table.ts"
import { measure } from "./running/measure.ts"
import type { Measured } from "./running/measure.ts"
import { edgeCount } from "./workflow/task-graph.ts"
import { recordedWorkflows, sharedFolder } from "./workflow/recorded-workflows.ts"

const options = { criticalPathMillis: 1000, workers: 4, rounds: 3 }
const given = process.argv.slice(2)
const workflows = (given.length === 0 ? [sharedFolder] : given).flatMap((path) => recordedWorkflows(path))
if (workflows.length === 0) {
  console.log("No WfFormat files here: give files or folders, for example of https://github.com/wfcommons/WfInstances")
  process.exit(1)
}

const rows: Array<ReadonlyArray<string>> = []
for (const { file, graph } of workflows) {
  console.log(`running ${file}`)
  rows.push([file, ...cells(await measure(graph, options))])
}
const head = "workflow,tasks,edges,critical path,emitted,,interpreted,,by hand,,at least,4 at once,at most".split(",")
console.log(`\nNode ${process.version}, medians of ${options.rounds}, milliseconds\n${formatTable(head, rows)}`)

function cells({ graph, bounds, limited, ...ways }: Measured): ReadonlyArray<string> {
  const { criticalPath } = bounds
  const timed = (millis: number): ReadonlyArray<string> => [
    millis.toFixed(0),
    `${(millis / criticalPath).toFixed(3)} ×`,
  ]
  return [
    String(graph.tasks.length),
    String(edgeCount(graph)),
    String(criticalPath),
    ...timed(ways.emitted),
    ...timed(ways.interpreted),
    ...timed(ways.byHand),
    leastMillis(bounds, options.workers).toFixed(0),
    limited.toFixed(0),
    mostMillis(bounds, options.workers).toFixed(0),
  ]
}
