import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { relative } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { generate, runnerPath } from "@millrace/codegen"
import type { Workflow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import type { InvalidInput, Runner } from "@millrace/runtime"
import type { TaskOutput } from "../task.ts"
import type { TaskGraph } from "../workflow/task-graph.ts"
import { writeFlow } from "./write-flow.ts"
import type { WriteFlowOptions } from "./write-flow.ts"

/** What the flow of a task graph takes. */
export interface GraphInput {
  /** How long a recorded second lasts. */
  readonly millisPerSecond: number
}

type GraphOutput = ReadonlyArray<TaskOutput>
type GraphRunner = Runner<GraphInput, GraphOutput, InvalidInput, never>

/** A task graph as a flow, in both ways to run it. */
export interface CompiledGraph extends Disposable {
  /** Where the flow and its runner stand until it is disposed of. */
  readonly flowFile: string
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
  // What `writeFlow` exports, and what the compiler makes of it.
  const { taskGraph: emitted } = (await load(runnerPath(flowFile))) as { taskGraph: GraphRunner }
  // The same.
  const { taskGraph } = (await load(flowFile)) as { taskGraph: Workflow<GraphInput, GraphOutput, InvalidInput, never> }
  return {
    flowFile,
    emitted,
    interpreted: interpret(taskGraph),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}

async function load(file: string): Promise<unknown> {
  return await import(pathToFileURL(file).href)
}
