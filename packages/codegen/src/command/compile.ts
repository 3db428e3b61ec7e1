import { applyConfig } from "../config/apply-config.ts"
import { ConfigError } from "../config/config-error.ts"
import { loadConfig } from "../config/load-config.ts"
import type { GeneratedFile } from "../generate.ts"
import type { Asking } from "./cache/cached-generate.ts"
import { cachedGenerate } from "./cache/cached-generate.ts"
import type { CommandContext } from "./command-context.ts"
import { exitCodes } from "./exit-codes.ts"
import { findFlowFiles } from "./find-flow-files.ts"
import type { Reporter } from "./report/make-reporter.ts"

/** What came of the flow files that a command names, or the exit code with which it ends before that. */
export type Compiled = { readonly files: ReadonlyArray<GeneratedFile> } | { readonly exitCode: number }

/** Whom it is told, and what is left out. */
interface CompileOptions {
  readonly reporter: Reporter
  readonly isCached: boolean
  /** Whether the type checker is asked. @default true */
  readonly isChecked?: boolean
  /** Whether flows that do not say otherwise are durable, whatever is configured. @default false */
  readonly isDurable?: boolean
}

/** Compiles the flow files that the arguments name, as the project is configured. */
export async function compile(
  patterns: ReadonlyArray<string>,
  context: CommandContext,
  { reporter, isCached, isChecked = true, isDurable = false }: CompileOptions,
): Promise<Compiled> {
  try {
    const config = await loadConfig(context.folder)
    const files = findFlowFiles(patterns, context.folder, config)
    if (files.length === 0) {
      context.error("no flow files found: a flow file's name ends with '.flow.ts'")
      return { exitCode: exitCodes.diagnostics }
    }
    const asking = {
      isChecked,
      schemas: config.schemas,
      durable: isDurable || config.durable,
      without: config.without,
    }
    const generated = isCached
      ? await cachedGenerate(files, context.folder, asking)
      : await uncachedGenerate(files, asking)
    return { files: generated.map((file) => applyConfig(file, config)) }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    reporter.report([error.diagnostic])
    return { exitCode: exitCodes.usage }
  }
}

async function uncachedGenerate(
  files: ReadonlyArray<string>,
  { isChecked, schemas, ...others }: Asking,
): Promise<ReadonlyArray<GeneratedFile>> {
  const [{ compileFiles }, { schemaCompilerFor }] = await Promise.all([
    import("../generate.ts"),
    import("../schemas/compile-schemas.ts"),
  ])
  return compileFiles(files, { ...others, isChecked, ...schemaCompilerFor(schemas) })
}
