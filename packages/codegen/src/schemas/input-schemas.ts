import type { AuthorExpression } from "../3-lower/author-code/author-expression.ts"
import type { RunnerDefinition, RunnerModule } from "../3-lower/runner-module.ts"
import { code, makeName } from "../5-emit/code.ts"
import { emissionOutside } from "../5-emit/emission.ts"
import { emitCopies } from "../5-emit/emit-copies.ts"
import { emitExpression } from "../5-emit/emit-expression.ts"
import { emitImports } from "../5-emit/emit-imports.ts"
import { ImportTable } from "../5-emit/import-table.ts"
import type { Layout } from "../5-emit/layout.ts"
import { printLayout } from "../5-emit/print-layout.ts"

/** Gives the schema that decodes a runner's input, as the author wrote it. */
export function inputSchemaOf({ settings }: RunnerDefinition): AuthorExpression | undefined {
  const value = settings.find(([key]) => key === "input")?.[1]
  const schema = value?.kind === "call" ? value.arguments[0] : undefined
  return schema?.kind === "author" ? schema : undefined
}

/**
 * Writes a module that exports the input schemas of a runner module, each under its runner's `inputName`, and nothing else:
 * `undefined` where there is none.
 */
export function schemaModuleText(module: RunnerModule): string | undefined {
  const imports = new ImportTable(module)
  const emission = emissionOutside(imports)
  const exported = module.runners.flatMap((runner) => {
    const schema = inputSchemaOf(runner)
    return schema === undefined
      ? []
      : [code`export const ${makeName(runner.inputName)} = ${emitExpression(schema, emission)}`]
  })
  if (exported.length === 0) return undefined
  const print = (each: Layout): string => printLayout(each)
  return [
    ...emitImports(imports.imports).map(print),
    ...emitCopies(imports).map(print),
    ...exported.map(print),
    "",
  ].join("\n")
}
