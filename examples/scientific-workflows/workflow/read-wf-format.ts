import * as Schema from "effect/Schema"
import { sortTasks } from "./sort-tasks.ts"
import type { Task, TaskGraph } from "./task-graph.ts"

/**
 * What is read of a WfFormat file, https://github.com/wfcommons/WfFormat, version 1.5.
 *
 * The graph stands in the specification; how long each task ran, in seconds, in the execution.
 */
const WfFormat = Schema.Struct({
  name: Schema.String,
  workflow: Schema.Struct({
    specification: Schema.Struct({
      tasks: Schema.Array(
        Schema.Struct({
          id: Schema.String,
          parents: Schema.Array(Schema.String),
          children: Schema.Array(Schema.String),
        }),
      ),
    }),
    execution: Schema.optionalKey(
      Schema.Struct({
        tasks: Schema.Array(
          Schema.Struct({ id: Schema.String, runtimeInSeconds: Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0)) }),
        ),
      }),
    ),
  }),
})

const decode = Schema.decodeUnknownSync(Schema.fromJsonString(WfFormat))

/**
 * Reads the text of a WfFormat file.
 *
 * **Details**
 *
 * The format writes each dependency at both of its ends; one that stands at a single end counts as well. A task whose
 * execution was not recorded takes no time.
 *
 * **Gotchas**
 *
 * Throws for what is no WfFormat, for a dependency on a task that is not there, and for tasks that wait for each other.
 */
export function readWfFormat(text: string): TaskGraph {
  const { name, workflow } = decode(text)
  const { tasks } = workflow.specification
  const needs = new Map<string, Set<string>>()
  for (const { id } of tasks) {
    if (needs.has(id)) throw new Error(`two tasks have the id '${id}'`)
    needs.set(id, new Set())
  }
  const depend = (child: string, parent: string): void => {
    const known = needs.get(child)
    if (known === undefined || !needs.has(parent)) {
      throw new Error(`'${child}' depends on '${parent}', but there is no task '${known ? parent : child}'`)
    }
    known.add(parent)
  }
  for (const { id, parents, children } of tasks) {
    for (const parent of parents) depend(id, parent)
    for (const child of children) depend(child, id)
  }
  const seconds = new Map(workflow.execution?.tasks.map(({ id, runtimeInSeconds }) => [id, runtimeInSeconds]))
  const read = tasks.map(({ id }): Task => ({ id, seconds: seconds.get(id) ?? 0, needs: [...(needs.get(id) ?? [])] }))
  return { name, tasks: sortTasks(read) }
}
