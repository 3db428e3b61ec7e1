import { hash } from "node:crypto"
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads"
import type { SchemaMode } from "../config/define-config.ts"
import { neededCode } from "./needed-code.ts"
import type { SchemaWork } from "./schema-worker.ts"
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
    const answersOf = asked.length === 0 ? undefined : beginToEvaluate(asked)
    return () => {
      const answers = answersOf?.() ?? []
      for (const [index, module] of asked.entries()) known.set(keyOf(module), answers[index] ?? {})
      return keys.map((key) => known.get(key) ?? {})
    }
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

/** Begins to evaluate modules, in a process that a thread waits for, and gives what waits for the answers. */
function beginToEvaluate(modules: ReadonlyArray<SchemaModule>): () => ReadonlyArray<SchemaAnswers> {
  const { port1: answersPort, port2: port } = new MessageChannel()
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const work: SchemaWork = { input: JSON.stringify(modules), timeoutMs: millisAtMost, port, done }
  const thread = new Worker(
    new URL(import.meta.url.endsWith(".ts") ? "./schema-worker.ts" : "./schema-worker.js", import.meta.url),
    { workerData: work, transferList: [port], execArgv: [] },
  )
  // A thread that fails gives no answers, which means the same as answers that nobody knows.
  thread.on("error", () => undefined)
  thread.unref()
  return () => {
    Atomics.wait(done, 0, 0, 2 * millisAtMost)
    const received: unknown = receiveMessageOnPort(answersPort)?.message
    answersPort.close()
    if (typeof received !== "string") return []
    // Written by the child, of the same version.
    const found = JSON.parse(received) as ReadonlyArray<SchemaAnswers>
    return found.map((each) => Object.fromEntries(Object.entries(each).map(([name, answer]) => [name, needed(answer)])))
  }
}

/** A schema of which nothing is compiled, such as a text, is decoded as any other. */
function needed(answer: SchemaAnswer): SchemaAnswer {
  if (answer.kind !== "compiled") return answer
  const code = neededCode(answer.code, answer.isPure)
  return code === "" ? { kind: "unknown" } : { ...answer, code }
}
