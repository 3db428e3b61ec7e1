import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath, pathToFileURL } from "node:url"
import { ruleCodes } from "@millrace/codegen"
import type { AnyWorkflow } from "@millrace/plan"
import { interpret } from "@millrace/runtime"
import { compileFiles } from "../../packages/codegen/src/generate.ts"
import { printPrograms } from "./print-program.ts"
import type { Program } from "./program.ts"
import type { AnyRunner } from "./run-program.ts"

/** A program that was printed and compiled. */
export interface Compiled {
  readonly program: Program
  readonly interpreted: AnyRunner
  readonly emitted: AnyRunner
}

/** What came of compiling programs. */
export interface Compilation {
  readonly compiled: ReadonlyArray<Compiled>
  /** Programs that the compiler refused, with what it said. */
  readonly refused: ReadonlyArray<{ readonly program: Program; readonly messages: ReadonlyArray<string> }>
}

const folder = fileURLToPath(new URL("./.millrace/", import.meta.url))

/** Compiles groups of programs, each group in one file. */
export async function compilePrograms(
  groups: ReadonlyArray<ReadonlyArray<Program>>,
  name: string,
): Promise<Compilation> {
  mkdirSync(folder, { recursive: true })
  const files = groups.map((programs, index) => {
    const path = `${folder}${name}-${index}.flow.ts`
    writeFileSync(path, printPrograms(programs))
    return { path, programs }
  })
  const generated = compileFiles(files.map(({ path }) => path))
  const compiled: Array<Compiled> = []
  const refused: Array<Compilation["refused"][number]> = []
  for (const { path, programs } of files) {
    const { runner, diagnostics } = generated.find(({ file }) => file === path) ?? { diagnostics: [] }
    const messages = diagnostics
      .filter(({ code, level }) => level !== "info" && !(code in ruleCodes))
      .map(({ code, message, span }) => `${code} ${span.start}: ${message}`)
    if (runner === undefined || messages.length > 0) {
      refused.push(...programs.map((program) => ({ program, messages })))
      continue
    }
    const runnerPath = path.replace(/flow\.ts$/, "runner.ts")
    writeFileSync(runnerPath, runner)
    // What a module exports is known to whoever printed it.
    const flows = (await import(pathToFileURL(path).href)) as Readonly<Record<string, AnyWorkflow>>
    const runners = (await import(pathToFileURL(runnerPath).href)) as Readonly<Record<string, AnyRunner>>
    for (const program of programs) {
      const flow = flows[program.name]
      const emitted = runners[program.name]
      if (flow === undefined || emitted === undefined) throw new Error(`'${program.name}' is not exported`)
      compiled.push({ program, interpreted: interpret(flow) as unknown as AnyRunner, emitted })
    }
  }
  return { compiled, refused }
}

/** Removes what was written under a name. */
export function removeCompiled(name: string): void {
  for (const file of readdirSync(folder)) if (file.startsWith(`${name}-`)) rmSync(`${folder}${file}`)
}
