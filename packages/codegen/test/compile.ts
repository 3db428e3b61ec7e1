import { analyzeModule } from "../src/2-analyze/analyze-module.ts"
import { loadModule, makeSourceProject } from "../src/1-load/load-module.ts"
import { lowerModule } from "../src/3-lower/lower-module.ts"
import { optimizeModule } from "../src/4-optimize/optimize.ts"
import type { PassName } from "../src/4-optimize/pass-names.ts"
import { emitModule } from "../src/5-emit/emit-module.ts"

/** How a test compiles a flow. */
export interface CompileOptions {
  /** Lines in front of the flow: imports, declarations. */
  readonly head?: string
  /** How the flow imports its activities. @default "./activities.ts" */
  readonly activities?: string
  /** Passes to leave out. */
  readonly without?: ReadonlyArray<PassName>
}

const activities = `import { activity } from "@millrace/dsl"

export const read = activity("read", (given: { readonly path: string }) => given.path)
export const write = activity("write", (given: { readonly text: string }) => given.text.length)
`

/** Compiles `export const sample = flow("sample")<verbs>` without checking its types, and gives the runner's text. */
export function compile(
  verbs: string,
  { head = "", activities: specifier = "./activities.ts", without = [] }: CompileOptions = {},
): string {
  const project = makeSourceProject()
  const folder = `${import.meta.dirname}/memory`
  project.createSourceFile(`${folder}/activities.ts`, activities)
  const file = project.createSourceFile(
    `${folder}/sample.flow.ts`,
    `import { flow } from "@millrace/dsl"\nimport { read, write } from "${specifier}"\n${head}\nexport const sample = flow("sample")${verbs}\n`,
  )
  const { module, diagnostics: loading } = loadModule(file, project)
  if (module === undefined) throw new Error(loading.map(({ message }) => message).join("\n"))
  const { facts, diagnostics } = analyzeModule(module)
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"))
  return emitModule(
    optimizeModule(lowerModule(module, facts, { isInlining: !without.includes("inline-mappings") }), {
      without: new Set(without),
    }),
  ).text
}

/** Gives the lines of the emitted body, without their common indentation. */
export function bodyOf(verbs: string, options: CompileOptions = {}): ReadonlyArray<string> {
  const lines = compile(verbs, options).split("\n")
  const start = lines.findIndex((line) => line.startsWith("  *body("))
  const end = lines.indexOf("  },", start)
  if (start < 0 || end < 0) throw new Error("the runner has no body")
  return lines.slice(start + 1, end).map((line) => line.replace(/^ {4}/, ""))
}
