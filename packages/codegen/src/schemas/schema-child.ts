import { readFileSync, writeFileSync } from "node:fs"
import { registerHooks } from "node:module"
import { pathToFileURL } from "node:url"
import type { SchemaAnswer, SchemaAnswers, SchemaModule } from "./schema-answer.ts"

// The process in which modules of schemas are evaluated, with the packages of the project that they belong to.
const answersChannel = 3

/** Effect's compiler and the fingerprint of schemas, of the versions that the runner will be loaded with. */
interface Tools {
  readonly compile: (targets: ReadonlyArray<{ readonly ast: unknown; readonly operations: ["decode"] }>) => string
  readonly isAST: (value: unknown) => boolean
  readonly schemaShape: (ast: unknown) => string
  readonly isPureSchema: (ast: unknown) => boolean
}

const toolsText = `export { compile } from "effect/schema/SchemaAOTCompiler"
export { isAST } from "effect/SchemaAST"
export { isPureSchema, schemaShape } from "@millrace/runtime/schema-shape"`

// Written by `compile-schemas.ts`.
const modules = JSON.parse(readFileSync(0, "utf8")) as ReadonlyArray<SchemaModule>
const texts = new Map(
  modules.flatMap(({ file, text }) => [
    [urlOf(file, "schemas"), text],
    [urlOf(file, "tools"), toolsText],
  ]),
)

registerHooks({
  resolve: (specifier, context, next) =>
    texts.has(specifier) ? { url: specifier, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) => {
    const source = texts.get(url)
    return source === undefined ? next(url, context) : { format: "module-typescript", source, shortCircuit: true }
  },
})

const answers: Array<SchemaAnswers> = []
for (const { file } of modules) answers.push(await answersOf(file))
writeFileSync(answersChannel, JSON.stringify(answers))

/** A module that stands in the folder of a file, so that its imports mean the same there. */
function urlOf(file: string, part: "schemas" | "tools"): string {
  return `${pathToFileURL(file).href}?${part}`
}

async function answersOf(file: string): Promise<SchemaAnswers> {
  try {
    const tools: Tools = await import(urlOf(file, "tools"))
    const schemas: Readonly<Record<string, unknown>> = await import(urlOf(file, "schemas"))
    return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, answerFor(schema, tools)]))
  } catch {
    return {}
  }
}

function answerFor(schema: unknown, { compile, isAST, isPureSchema, schemaShape }: Tools): SchemaAnswer {
  if ((typeof schema !== "object" && typeof schema !== "function") || schema === null) return { kind: "unknown" }
  if ("ast" in schema && isAST(schema.ast)) {
    const { ast } = schema
    const code = compile([{ ast, operations: ["decode"] }])
    return { kind: "compiled", shape: schemaShape(ast), isPure: isPureSchema(ast), code }
  }
  return "~standard" in schema ? { kind: "standard" } : { kind: "unknown" }
}
