import type { Diagnostic, ReadsOf } from "@millrace/plan"
import { relative } from "node:path"
import { loadModule } from "../1-load/load-module.ts"
import type { LoadedFlow, LoadedModule, SourceCode } from "../1-load/source-code.ts"
import { analyzeModule } from "../2-analyze/analyze-module.ts"
import { mappingReads } from "../2-analyze/mapping-reads.ts"
import { isRefused } from "../merge-diagnostics.ts"
import type { CommandContext } from "./command-context.ts"
import { makeReporter } from "./report/make-reporter.ts"
import { UsageError } from "./usage-error.ts"

/** A flow that the command line names, as the compiler reads it. */
export interface LoadedTarget {
  readonly flow: LoadedFlow
  readonly module: LoadedModule
  readonly readsOf: ReadsOf<SourceCode>
}

/** Finds the flow of a module that a name means: that of the exported constant, or of the workflow. */
export function findFlow(flows: ReadonlyArray<LoadedFlow>, name: string | undefined): LoadedFlow {
  const found =
    name === undefined ? flows : flows.filter(({ exportName, plan }) => exportName === name || plan.name === name)
  const [only, ...others] = found
  const names = flows.map(({ exportName }) => `'${exportName}'`).join(", ")
  if (only === undefined) throw new UsageError(`no flow '${name}' in the file, which has ${names}`)
  if (others.length > 0) throw new UsageError(`the file has several flows, say which one behind a '#': ${names}`)
  return only
}

/** Loads the flow that the command line names; gives nothing, saying why, where its file has errors. */
export async function loadTarget(
  { path, name }: { readonly path: string; readonly name: string | undefined },
  file: string,
  context: CommandContext,
): Promise<LoadedTarget | undefined> {
  const { module, diagnostics } = loadModule(file)
  if (module === undefined) {
    await complain(diagnostics, context)
    context.error(`refused    ${relative(context.folder, file) || path}`)
    return undefined
  }
  const { facts, diagnostics: analyzing } = analyzeModule(module)
  await complain(
    [...diagnostics, ...analyzing].filter((each) => isRefused([each])),
    context,
  )
  return { flow: findFlow(module.flows, name), module, readsOf: mappingReads(facts?.lambdas ?? new Map()) }
}

async function complain(diagnostics: ReadonlyArray<Diagnostic>, context: CommandContext): Promise<void> {
  const reporter = await makeReporter("pretty", context)
  reporter.report(diagnostics)
}
