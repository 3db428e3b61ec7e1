import { readFileSync } from "node:fs"
import type { ExecutionEvent } from "@millrace/runtime"
import { afterAll, describe, expect, test } from "vitest"
import { compileFlow } from "../flow/compile-flow.ts"
import type { CompiledGraph } from "../flow/compile-flow.ts"
import { nodeNames } from "../flow/node-names.ts"
import { boundsOf } from "../running/bounds.ts"
import { allOutputs, expectedOutputs } from "../running/expected-outputs.ts"
import { runByHand } from "../running/run-by-hand.ts"
import { readWfFormat } from "../workflow/read-wf-format.ts"
import { recordedWorkflows } from "../workflow/recorded-workflows.ts"
import { sortTasks } from "../workflow/sort-tasks.ts"
import { synthesise } from "../workflow/synthesise.ts"
import type { TaskGraph } from "../workflow/task-graph.ts"

const bread = readWfFormat(readFileSync(new URL("workflow.json", import.meta.url), "utf8"))

/** Ids that are no names, that are code, that mean something to Millrace, to JavaScript or to its objects. */
const hostileIds = [
  "input",
  "task input",
  "item",
  "__proto__",
  "",
  "constructor",
  "hasOwnProperty",
  "await",
  "task",
  "part1",
  "need0",
  "g",
  "b",
  "a b",
  "a-b",
  "a.b[c]\\d",
  "0",
  "1e3",
  "ümläut 名前 🎉",
  "\ud800",
  "line\nbreak\u2028\r",
  '"); process.exit(1); ("',
  "${process.exit(1)}",
  "`*/ process.exit(1) //",
  "</script><!--",
  "{{tasks}}",
]

/** Each needs the two before it. */
const hostile: TaskGraph = {
  name: '"); process.exit(1) //*/ `${1}`',
  tasks: hostileIds.map((id, index) => ({
    id,
    seconds: index % 3,
    needs: hostileIds.slice(Math.max(0, index - 2), index),
  })),
}

const ways = ["emitted", "interpreted"] as const
const compiled: Array<CompiledGraph> = []
afterAll(() => {
  for (const each of compiled) each[Symbol.dispose]()
})

function describeGraph(title: string, graph: TaskGraph, options: Parameters<typeof compileFlow>[1] = {}): void {
  describe(title, async () => {
    const made = await compileFlow(graph, options)
    compiled.push(made)

    test.each(ways)("gives what its tasks come to by hand, %s", async (way) => {
      const outputs = await made[way].run({ millisPerSecond: 0 })
      expect(outputs).toEqual(expectedOutputs(graph))
      expect(outputs).toEqual(await runByHand(graph, 0))
    })

    test.each(ways)("runs every task once, after all that it needs, %s", async (way) => {
      // Some tasks wait a little, so that they end in another order than they begin.
      const events = made[way].stream({ millisPerSecond: 20_000 / boundsOf(graph, 1000).criticalPath })
      const seen = new Map<string, { started: number; completed: number }>()
      let count = 0
      let atOnce = 0
      let most = 0
      for await (const event of events) {
        count += 1
        if (event.type === "step.started") {
          expect(seen.has(event.path)).toBe(false)
          seen.set(event.path, { started: count, completed: Infinity })
          most = Math.max(most, ++atOnce)
        } else if (event.type === "step.completed") {
          completed(seen, event).completed = count
          atOnce -= 1
        }
      }
      expect(seen.size).toBe(graph.tasks.length)
      const early = graph.tasks.flatMap(({ id, needs }) =>
        needs.filter((need) => !(at(seen, graph, need).completed < at(seen, graph, id).started)),
      )
      expect(early).toEqual([])
      expect(most).toBeLessThanOrEqual(options.concurrency ?? Infinity)
    })

    test("has one plan, interpreted and emitted", () => {
      expect(made.interpreted.plan).toEqual(made.emitted.plan)
    })
  })
}

type Seen = ReadonlyMap<string, { readonly started: number; completed: number }>

function completed(seen: Seen, { path }: ExecutionEvent): { completed: number } {
  const known = seen.get(path)
  if (known === undefined) throw new Error(`'${path}' has completed but not started`)
  return known
}

function at(seen: Seen, graph: TaskGraph, id: string): { readonly started: number; readonly completed: number } {
  const name = nodeNames(graph).get(id) ?? id
  const known = seen.get(`${name.replace(/[.[\]\\]/g, "\\$&")}.run`)
  if (known === undefined) throw new Error(`'${id}' has not run`)
  return known
}

describeGraph("a small workflow", bread)
describeGraph("a small workflow, two tasks at once", bread, { concurrency: 2 })
describeGraph("a workflow with hostile ids", hostile)
describeGraph("a made up workflow in parts of seven", synthesise(60), { nodesInPart: 7, concurrency: 3 })

test("what a task comes to depends on every dependency", () => {
  const without = (skipped: string): TaskGraph => ({
    ...bread,
    tasks: bread.tasks.map((each) => ({ ...each, needs: each.needs.filter((need) => need !== skipped) })),
  })
  const cool = (graph: TaskGraph): unknown => allOutputs(graph).get("cool")
  const all = [bread, ...["mix", "heat", "rise", "shape", "bake"].map(without)].map(cool)
  expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(all.length)
})

test("reserved ids get node names that no other task has", () => {
  const tasks = ["input", "task input", "task task input", "vars"].map((id) => ({ id, seconds: 0, needs: [] }))
  expect([...nodeNames({ name: "reserved", tasks: sortTasks(tasks) })]).toEqual([
    ["input", "task task task input"],
    ["task input", "task input"],
    ["task task input", "task task input"],
    ["vars", "task vars"],
  ])
})

const recorded = recordedWorkflows(process.env["WFINSTANCES"])
for (const { file, graph } of recorded) describeGraph(`${file}, as recorded`, graph)
test.runIf(recorded.length === 0)("recorded workflows do not lie beside the repository: they are left out", () => {
  expect(recorded).toEqual([])
})
