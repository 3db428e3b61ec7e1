import { pathToFileURL } from "node:url"
import { runnerPath } from "@millrace/codegen"
import type { Workflow } from "@millrace/dsl"
import type { InvalidInput, Runner } from "@millrace/runtime"
import type { TaskOutput } from "../task.ts"

/** What the flow of a task graph takes. */
interface GraphInput {
  /** How long a recorded second lasts. */
  readonly millisPerSecond: number
}

type GraphOutput = ReadonlyArray<TaskOutput>

/** Runs a task graph, and gives what its last tasks come to. */
export type GraphRunner = Runner<GraphInput, GraphOutput, InvalidInput, never>

/** Loads a flow that `writeFlow` has written. */
export async function importFlow(flowFile: string): Promise<Workflow<GraphInput, GraphOutput, InvalidInput, never>> {
  const loaded: unknown = await import(pathToFileURL(flowFile).href)
  // What `writeFlow` exports.
  return (loaded as { taskGraph: Workflow<GraphInput, GraphOutput, InvalidInput, never> }).taskGraph
}

/** Loads the runner that was compiled of such a flow. */
export async function importRunner(flowFile: string): Promise<GraphRunner> {
  const loaded: unknown = await import(pathToFileURL(runnerPath(flowFile)).href)
  // What the compiler makes of it.
  return (loaded as { taskGraph: GraphRunner }).taskGraph
}
