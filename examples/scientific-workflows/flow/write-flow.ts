import { edgeCount, lastTasks } from "../workflow/task-graph.ts"
import type { Task, TaskGraph } from "../workflow/task-graph.ts"
import { nodeNames } from "./node-names.ts"
import { joined, source } from "./source.ts"
import type { Source } from "./source.ts"

/** How a flow is written. */
export interface WriteFlowOptions {
  /** Where the flow finds `task.ts`, as an import names it. */
  readonly taskModule: string
  /** How many tasks run at once. @default all that can */
  readonly concurrency?: number
  /**
   * How many nodes stand in one chain. A longer chain is a deeper expression: from two to three thousand calls on,
   * JavaScript engines refuse to evaluate it.
   *
   * @default 100
   */
  readonly nodesInPart?: number
}

/**
 * Writes a flow file that runs a task graph, and exports it as `taskGraph`.
 *
 * **Details**
 *
 * Each task is a node that runs the activity `task`, with what the tasks it needs came to. The flow's value is what the
 * last tasks came to, in their order.
 */
export function writeFlow(graph: TaskGraph, options: WriteFlowOptions): string {
  const names = nodeNames(graph)
  const nameOf = (id: string): string => names.get(id) ?? id
  const result = readOf(lastTasks(graph).map(({ id }) => nameOf(id)))
  return source`// Generated from a WfFormat file: ${graph.tasks.length} tasks, ${edgeCount(graph)} dependencies.
import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { task } from ${options.taskModule}

export const taskGraph = flow(${graph.name || "task graph"}, { input: Schema.Struct({ millisPerSecond: Schema.Number }) })
  .graph((g) => {${partsOf(graph, options.nodesInPart ?? 100, nameOf)}
  }${options.concurrency === undefined ? source`` : source`, { concurrency: ${options.concurrency} }`})
  .returns(({ ${joined(result.bindings, comma)} }) => [${joined(result.values, comma)}])
`.text
}

const comma = source`, `

/** Each part goes on where the one before it ended. */
function partsOf({ tasks }: TaskGraph, nodesInPart: number, nameOf: (id: string) => string): ReadonlyArray<Source> {
  const written: Array<Source> = []
  let last = source`g`
  for (let start = 0; start < tasks.length; start += nodesInPart) {
    const nodes = tasks.slice(start, start + nodesInPart).map((each) => nodeOf(each, nameOf))
    const name: Source = { text: `part${written.length + 1}` }
    written.push(source`
    const ${name} = ${last}${nodes}`)
    last = name
  }
  return [
    ...written,
    source`
    return ${last}`,
  ]
}

function nodeOf({ id, seconds, needs }: Task, nameOf: (id: string) => string): Source {
  const names = needs.map(nameOf)
  const { bindings, values } = readOf(names)
  const needed = names.map((name) => source`${name}`)
  return source`
      .node(${nameOf(id)}, { needs: [${joined(needed, comma)}] }, (b) =>
        b.step("run", task, ({ ${joined([source`input`, ...bindings], comma)} }) => ({
          id: ${id}, seconds: ${seconds}, millisPerSecond: input.millisPerSecond, needed: [${joined(values, comma)}],
        })))`
}

/** How a mapping reads these names: under names of our own, since not every id can name a variable. */
function readOf(names: ReadonlyArray<string>): { bindings: ReadonlyArray<Source>; values: ReadonlyArray<Source> } {
  const values = names.map((_, index): Source => ({ text: `need${index}` }))
  const bindings = names.map((name, index) => source`${name}: ${values[index] ?? source``}`)
  return { bindings, values }
}
