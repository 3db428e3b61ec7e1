import type { Definition, RunnerModule } from "../3-lower/runner-module.ts"
import { generatorVersion } from "../version.ts"
import { code, makeName } from "./code.ts"
import { commentText } from "./comment-text.ts"
import { emissionOutside } from "./emission.ts"
import { emitExpression } from "./emit-expression.ts"
import { emitImports } from "./emit-imports.ts"
import { emitRunner } from "./emit-runner.ts"
import { ImportTable } from "./import-table.ts"
import type { Layout } from "./layout.ts"
import { printLayout } from "./print-layout.ts"
import { fillSkeleton } from "./skeleton.ts"

/**
 * Writes a runner module.
 *
 * Invariants of the text:
 * 1. Equal modules give equal text, to the byte.
 * 2. Strings, keys and names of the author are values: they come out quoted, escaped, or as known identifiers.
 * 3. Author code stands as the author wrote it, but for its indentation and its reads of the scope.
 * 4. Nothing is imported that is not used.
 */
export function emitModule(module: RunnerModule): string {
  const imports = new ImportTable(module)
  const inPlace = new Map(
    module.definitions.flatMap(({ name, value, isHoisted }) => (isHoisted ? [] : [[name, value]])),
  )
  const hoisted = module.definitions.filter(({ isHoisted }) => isHoisted)
  const definitions = hoisted.map((definition) => printLayout(emitDefinition(definition, imports)))
  const runners = module.runners.map((runner) =>
    printLayout(emitRunner(runner, { imports, inPlace }, module.flowsName)),
  )
  const flowTypes = code`import type * as ${makeName(module.flowsName)} from ${module.flowSpecifier}`
  return fillSkeleton({
    version: generatorVersion,
    flowFile: commentText(module.flowFile),
    digests: module.runners.map(({ exportName, digest }) => `${commentText(exportName)} ${digest}`),
    imports: [...emitImports(imports.imports), flowTypes].map((each: Layout) => printLayout(each)),
    copies: imports.copies.map((copy) => copy.trim().replaceAll("\r\n", "\n")),
    definitions,
    runners,
  })
}

function emitDefinition({ name, value }: Definition, imports: ImportTable): Layout {
  return code`const ${makeName(name)} = ${emitExpression(value, emissionOutside(imports))}`
}
