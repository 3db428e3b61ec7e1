import { analyzeModule } from "../../packages/codegen/src/2-analyze/analyze-module.ts"
import { loadModule, makeSourceProject } from "../../packages/codegen/src/1-load/load-module.ts"
import { lowerModule } from "../../packages/codegen/src/3-lower/lower-module.ts"
import { optimizeModule } from "../../packages/codegen/src/4-optimize/optimize.ts"
import { emitModule } from "../../packages/codegen/src/5-emit/emit-module.ts"

/** Compiles the text of a flow file without checking its types; other files stand beside it, in memory. */
export function compileText(
  text: string,
  {
    path = "/flows/hostile.flow.ts",
    beside = {},
  }: { readonly path?: string; readonly beside?: Readonly<Record<string, string>> } = {},
): string {
  const project = makeSourceProject({ isInMemory: true })
  for (const [name, content] of Object.entries(beside)) project.getFileSystem().writeFileSync(`/flows/${name}`, content)
  const { module, diagnostics: loading } = loadModule(project.createSourceFile(path, text))
  if (module === undefined) throw new Error(loading.map(({ message }) => message).join("\n"))
  const { facts, diagnostics } = analyzeModule(module)
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"))
  return emitModule(optimizeModule(lowerModule(module, facts))).text
}
