import { applyConfig } from "../config/apply-config.ts"
import { ConfigError } from "../config/config-error.ts"
import { loadConfig } from "../config/load-config.ts"
import type { ResolvedConfig } from "../config/resolved-config.ts"
import type { GeneratedFile } from "../generate.ts"
import { cachedGenerate } from "./cache/cached-generate.ts"
import type { CommandContext } from "./command-context.ts"
import { exitCodes } from "./exit-codes.ts"
import { findFlowFiles } from "./find-flow-files.ts"
import type { Reporter } from "./report/make-reporter.ts"

/** What came of the flow files that a command names, or the exit code with which it ends before that. */
export type Compiled = { readonly files: ReadonlyArray<GeneratedFile> } | { readonly exitCode: number }

/** Compiles the flow files that the arguments name, as the project is configured. */
export async function compile(
  patterns: ReadonlyArray<string>,
  context: CommandContext,
  { reporter, isCached }: { readonly reporter: Reporter; readonly isCached: boolean },
): Promise<Compiled> {
  try {
    const config = await loadConfig(context.folder)
    const files = findFlowFiles(patterns, context.folder, config)
    if (files.length === 0) {
      context.error("no flow files found: a flow file's name ends with '.flow.ts'")
      return { exitCode: exitCodes.diagnostics }
    }
    const generated = isCached
      ? await cachedGenerate(files, context.folder, config)
      : await uncachedGenerate(files, config)
    return { files: generated.map((file) => applyConfig(file, config)) }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    reporter.report([error.diagnostic])
    return { exitCode: exitCodes.usage }
  }
}

async function uncachedGenerate(
  files: ReadonlyArray<string>,
  { schemas, without }: ResolvedConfig,
): Promise<ReadonlyArray<GeneratedFile>> {
  const [{ compileFiles }, { schemaCompilerFor }] = await Promise.all([
    import("../generate.ts"),
    import("../schemas/compile-schemas.ts"),
  ])
  return compileFiles(files, undefined, { without, ...schemaCompilerFor(schemas) })
}
