import type { GeneratedFile } from "../generate.ts"
import type { CommandContext } from "./command-context.ts"
import { findFlowFiles } from "./find-flow-files.ts"

/** Compiles the flow files that the arguments name, and gives nothing, saying so, where there are none. */
export async function compile(
  patterns: ReadonlyArray<string>,
  context: CommandContext,
): Promise<ReadonlyArray<GeneratedFile> | undefined> {
  const files = findFlowFiles(patterns, context.folder)
  if (files.length === 0) {
    context.error("no flow files found: a flow file's name ends with '.flow.ts'")
    return undefined
  }
  const { generate } = await import("../generate.ts")
  return generate(files)
}
