import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { relative } from "node:path"
import { fileURLToPath } from "node:url"
import { generate, runnerPath } from "@millrace/codegen"
import { interpret } from "@millrace/runtime"
import type { TaskGraph } from "../workflow/task-graph.ts"
import { importFlow, importRunner } from "./import-graph.ts"
import type { GraphRunner } from "./import-graph.ts"
import { writeFlow } from "./write-flow.ts"
import type { WriteFlowOptions } from "./write-flow.ts"

/** A task graph as a flow, in both ways to run it. */
export interface CompiledGraph extends Disposable {
  readonly emitted: GraphRunner
  readonly interpreted: GraphRunner
}

const project = fileURLToPath(new URL("..", import.meta.url))

/** Writes the flow of a task graph into a folder of its own, compiles it as `millrace build` does, and loads both. */
export async function compileFlow(
  graph: TaskGraph,
  options: Omit<WriteFlowOptions, "taskModule"> = {},
): Promise<CompiledGraph> {
  const parent = `${project}.millrace/`
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(`${parent}graph-`)
  const flowFile = `${folder}/task-graph.flow.ts`
  writeFileSync(flowFile, writeFlow(graph, { ...options, taskModule: `${relative(folder, project)}/task.ts` }))
  const [generated] = generate([flowFile])
  if (generated?.runner === undefined) {
    const found = generated?.diagnostics.map(({ message, span }) => `${message} (line ${span.line})`) ?? []
    throw new Error(`the flow of '${graph.name}' does not compile: ${found.slice(0, 3).join("; ")}`)
  }
  writeFileSync(runnerPath(flowFile), generated.runner)
  return {
    emitted: await importRunner(flowFile),
    interpreted: interpret(await importFlow(flowFile)),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}
