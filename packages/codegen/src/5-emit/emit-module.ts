import type { Definition, RunnerModule } from "../3-lower/runner-module.ts"
import { runnerPath } from "../runner-path.ts"
import { generatorVersion } from "../version.ts"
import { code, makeName } from "./code.ts"
import { commentText } from "./comment-text.ts"
import { emissionOutside } from "./emission.ts"
import { emitCopies } from "./emit-copies.ts"
import { emitExpression } from "./emit-expression.ts"
import { emitImports } from "./emit-imports.ts"
import { emitRunner } from "./emit-runner.ts"
import { ImportTable } from "./import-table.ts"
import type { Layout } from "./layout.ts"
import { withOrigin } from "./layout.ts"
import type { MarkedText } from "./marked-text.ts"
import { printLayout, printMarked } from "./print-layout.ts"
import { fillSkeleton } from "./skeleton.ts"
import { sourceMap } from "./source-map.ts"

/** A runner module as text, and the source map that leads from there to the flow file. */
export interface EmittedModule {
  readonly text: string
  readonly map: string
}

/**
 * Writes a runner module.
 *
 * Invariants of the text:
 * 1. Equal modules give equal text, to the byte.
 * 2. Strings, keys and names of the author are values: they come out quoted, escaped, or as known identifiers.
 * 3. Author code stands as the author wrote it, but for its indentation and its reads of the scope.
 * 4. Nothing is imported that is not used.
 * 5. Every word of the author's code is mapped to its place in the flow file, and what a verb becomes to the verb's name.
 */
export function emitModule(module: RunnerModule): EmittedModule {
  const written = writeModule(module)
  const { flowFile, lineStarts } = module
  return { text: written.text, map: sourceMap(written, { runnerFile: runnerPath(flowFile), flowFile, lineStarts }) }
}

function writeModule(module: RunnerModule): MarkedText {
  const imports = new ImportTable(module)
  const inPlace = new Map(
    module.definitions.flatMap(({ name, value, isHoisted }) => (isHoisted ? [] : [[name, value]])),
  )
  const hoisted = module.definitions.filter(({ isHoisted }) => isHoisted)
  const definitions = hoisted.map((definition) => printMarked(emitDefinition(definition, imports)))
  const runners = module.runners.map((runner) =>
    printMarked(withOrigin(runner.origin, emitRunner(runner, { imports, inPlace }, module.flowsName))),
  )
  const flowTypes = code`import type * as ${makeName(module.flowsName)} from ${module.flowSpecifier}`
  return fillSkeleton({
    version: generatorVersion,
    flowFile: commentText(module.flowFile),
    digests: module.runners.map(({ exportName, digest }) => `${commentText(exportName)} ${digest}`),
    imports: [...emitImports(imports.imports), flowTypes].map((each: Layout) => printLayout(each)),
    copies: emitCopies(imports).map(printMarked),
    definitions,
    runners,
  })
}

function emitDefinition({ name, value, origin }: Definition, imports: ImportTable): Layout {
  return withOrigin(origin, code`const ${makeName(name)} = ${emitExpression(value, emissionOutside(imports))}`)
}
