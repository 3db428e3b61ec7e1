import { spawnSync } from "node:child_process"
import { hash } from "node:crypto"
import { fileURLToPath } from "node:url"
import type { SchemaMode } from "../config/define-config.ts"
import { neededCode } from "./needed-code.ts"
import type { CompileSchemas, SchemaAnswer, SchemaAnswers, SchemaModule } from "./schema-answer.ts"

/**
 * Makes what compiles the schemas of flows: all that are asked for at once in one process, and none twice.
 *
 * **Details**
 *
 * A module that does not load, or a process that does not end in time, has no answers: its schemas are decoded by effect's
 * interpreter, which means the same.
 */
export function makeSchemaCompiler(): CompileSchemas {
  const known = new Map<string, SchemaAnswers>()
  return (modules) => {
    const keys = modules.map(keyOf)
    const asked = modules.filter((_, index) => !known.has(keys[index] ?? ""))
    if (asked.length > 0) {
      const answers = evaluate(asked)
      for (const [index, module] of asked.entries()) known.set(keyOf(module), answers[index] ?? {})
    }
    return keys.map((key) => known.get(key) ?? {})
  }
}

/** Gives the option to compile the schemas of flows, where a project wants that. */
export function schemaCompilerFor(mode: SchemaMode): { readonly compileSchemas?: CompileSchemas } {
  return mode === "compiled" ? { compileSchemas: makeSchemaCompiler() } : {}
}

function keyOf({ file, text, sources }: SchemaModule): string {
  return hash("sha256", JSON.stringify([file, text, sources]))
}

const millisAtMost = 30_000
const answersChannel = 3

function evaluate(modules: ReadonlyArray<SchemaModule>): ReadonlyArray<SchemaAnswers> {
  const child = fileURLToPath(
    import.meta.resolve(import.meta.url.endsWith(".ts") ? "./schema-child.ts" : "./schema-child.js"),
  )
  const { output, status } = spawnSync(process.execPath, ["--no-warnings", child], {
    input: JSON.stringify(modules),
    timeout: millisAtMost,
    maxBuffer: 256 * 1024 * 1024,
    encoding: "utf8",
    // What modules print is nobody's business; the answers come by a channel of their own.
    stdio: ["pipe", "ignore", "ignore", "pipe"],
  })
  const answers = output?.[answersChannel]
  if (status !== 0 || typeof answers !== "string") return []
  // Written by the child, of the same version.
  const found = JSON.parse(answers) as ReadonlyArray<SchemaAnswers>
  return found.map((each) => Object.fromEntries(Object.entries(each).map(([name, answer]) => [name, needed(answer)])))
}

/** A schema of which nothing is compiled, such as a text, is decoded as any other. */
function needed(answer: SchemaAnswer): SchemaAnswer {
  if (answer.kind !== "compiled") return answer
  const code = neededCode(answer.code, answer.isPure)
  return code === "" ? { kind: "unknown" } : { ...answer, code }
}
