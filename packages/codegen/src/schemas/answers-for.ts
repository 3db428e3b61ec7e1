import { basename, dirname, join } from "node:path"
import type { Project } from "ts-morph"
import { makeModuleSources } from "../1-load/module-sources.ts"
import type { ModuleSources } from "../1-load/module-sources.ts"
import type { RunnerModule } from "../3-lower/runner-module.ts"
import { schemaModuleText } from "./input-schemas.ts"
import { harmlessFiles } from "./is-harmless.ts"
import type { CompileSchemas, SchemaAnswers, SchemaModule } from "./schema-answer.ts"

/** A flow file, and the runner module it was turned into. */
export interface LoweredFile {
  readonly file: string
  readonly module: RunnerModule
}

/** Begins to ask what the input schemas of flow files are, of all that may be evaluated at once; gives what waits for it. */
export function answersFor(
  lowered: ReadonlyArray<LoweredFile>,
  { project, compileSchemas }: { readonly project: Project; readonly compileSchemas: CompileSchemas },
): () => ReadonlyMap<string, SchemaAnswers> {
  const modules = makeModuleSources(project)
  const asked = lowered.flatMap((each) => schemaModule(each, project, modules) ?? [])
  const answersOf = compileSchemas(asked)
  return () => {
    const answers = answersOf()
    return new Map(asked.map(({ file }, index) => [file, answers[index] ?? {}]))
  }
}

function schemaModule(
  { file, module }: LoweredFile,
  project: Project,
  modules: ModuleSources,
): SchemaModule | undefined {
  const text = schemaModuleText(module)
  if (text === undefined) return undefined
  // It stands nowhere but in memory, beside the flow file, for its imports' sake.
  const path = join(dirname(file), `${basename(file, ".flow.ts")}.schemas-of-flow.ts`)
  const source = project.createSourceFile(path, text)
  try {
    const files = harmlessFiles(source, modules)
    return files && { file, text, sources: files.slice(1).map((each) => each.getFullText()) }
  } finally {
    project.removeSourceFile(source)
  }
}
